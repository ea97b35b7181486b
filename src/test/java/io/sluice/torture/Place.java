package io.sluice.torture;

import io.sluice.message.CrashPoint;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * The rows of the design's crash table that the path from MLLP to HTTP, MLLP and Kafka has: where the engine dies, for
 * the how many-th time there, and what has to happen besides the ordinary load so that it comes there.
 */
enum Place {
    /** Bytes read, parsed, commit not done: no acknowledgement was sent, a resend works. */
    BEFORE_THE_ARRIVAL_IS_COMMITTED(CrashPoint.ARRIVAL_BEFORE_COMMIT, 20),
    /** Committed, acknowledgement not sent: the same bytes again are acknowledged, and are one message. */
    BEFORE_THE_ACKNOWLEDGEMENT(CrashPoint.ARRIVAL_AFTER_COMMIT, 20),
    /** Acknowledged, the run half done: it runs again from its start. */
    IN_THE_MIDDLE_OF_A_RUN(CrashPoint.RUN_HALF, 21),
    /** The run done and not committed: no effect of the first attempt exists. */
    BEFORE_THE_RUN_IS_COMMITTED(CrashPoint.RUN_BEFORE_COMMIT, 20),
    /** Effects committed, nobody knows of them yet. */
    AFTER_THE_RUN_IS_COMMITTED(CrashPoint.RUN_AFTER_COMMIT, 20),
    /** Events not in Kafka. */
    BEFORE_EVENTS_ARE_SENT(CrashPoint.RELAY_BEFORE_SEND, 3),
    /** Events in Kafka, and not marked. */
    AFTER_EVENTS_WERE_SENT(CrashPoint.RELAY_AFTER_SEND, 3),
    /** Leased, nothing sent: leased again. */
    BEFORE_A_DELIVERY_IS_SENT(CrashPoint.DELIVERY_LEASED, 10),
    /** Sent, the reply not saved: the same key again, or IN_DOUBT. */
    BEFORE_THE_REPLY_IS_SAVED(CrashPoint.DELIVERY_SENT, 20),
    /** Reply saved, the next not claimed: goes on with the next of that key. */
    AFTER_THE_REPLY_IS_SAVED(CrashPoint.DELIVERY_SAVED, 10),
    /** A delivery is refused for good: its state and its dead letter are there together or not at all. */
    BEFORE_A_DEAD_LETTER_IS_COMMITTED(CrashPoint.DEAD_LETTER_BEFORE_COMMIT, 1, Place::refuseSomeCustomers),
    /** Half of a step of a replay done: it does each of its items once. */
    IN_THE_MIDDLE_OF_A_REPLAY(CrashPoint.REPLAY_HALF, 3, Place::replayRefusedCustomers);

    private static final int REFUSED = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CrashPoint point;
    private final int times;
    private final Consumer<Scene> provocation;

    Place(CrashPoint point, int times) {
        this(point, times, scene -> {});
    }

    Place(CrashPoint point, int times, Consumer<Scene> provocation) {
        this.point = point;
        this.times = times;
        this.provocation = provocation;
    }

    /** Of the JVM of an engine that shall die here. */
    String option() {
        return "-Dsluice.test.crash=%s:%d".formatted(point.word(), times);
    }

    /** Does what leads there. Returns before the engine dies, or when it has. */
    void provoke(Scene scene) {
        provocation.accept(scene);
    }

    private static void refuseSomeCustomers(Scene scene) {
        scene.targets()
                .scriptErp("[{\"match\": \"/customers\", \"times\": %d, \"answer\": \"422\"}]".formatted(REFUSED));
        scene.hospital().send(1, REFUSED, 1);
    }

    private static void replayRefusedCustomers(Scene scene) {
        refuseSomeCustomers(scene);
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> scene.administration().dead(Targets.CUSTOMERS) >= REFUSED);
            scene.administration().replay(Targets.CUSTOMERS);
        } catch (Administration.Unanswered died) {
            // Of the replay that the death before had left half done: it goes on at the start, and dies here by itself.
            return;
        }
    }
}
