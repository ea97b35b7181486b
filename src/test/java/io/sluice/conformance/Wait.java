package io.sluice.conformance;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Looks at real components until they are as wanted. */
final class Wait {

    /** So long that only what never comes exceeds it, even while other builds use this machine. */
    static final Duration SOON = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(20);

    private Wait() {}

    /** Fails when it does not come. */
    static void until(String what, Callable<Boolean> wanted) {
        Awaitility.await(what).pollInterval(LOOK).atMost(SOON).until(wanted);
    }

    /** False when it does not come in this time. */
    static boolean within(Duration time, Callable<Boolean> wanted) {
        try {
            Awaitility.await()
                    .pollInterval(LOOK)
                    .pollDelay(Duration.ZERO)
                    .atMost(time)
                    .until(wanted);
            return true;
        } catch (ConditionTimeoutException never) {
            return false;
        }
    }
}
