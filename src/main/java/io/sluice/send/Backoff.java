package io.sluice.send;

import io.sluice.catalog.RetrySchedule;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The wait before the next attempt of a delivery. It follows from the schedule, the delivery's id and the attempts
 * spent alone: the same on every node and after every restart, and different for deliveries that failed together.
 *
 * <p>The schedule's limit is measured in the waits that it asked for itself, not by the clock, since time behind an
 * open breaker, a pause or closed hours spends nothing.
 */
final class Backoff {

    private static final double MIDDLE = 0.5;

    private Backoff() {}

    /** @param spent attempts spent, at least 1; empty when the schedule is exhausted */
    static Optional<Duration> next(RetrySchedule schedule, UUID delivery, int spent) {
        return schedule.next(spent, asked(schedule, spent), jitter(delivery, spent));
    }

    /** All waits between the first attempt and the last, without jitter. */
    private static Duration asked(RetrySchedule schedule, int spent) {
        if (schedule instanceof RetrySchedule.Listed) {
            return Duration.ZERO;
        }
        Duration sum = Duration.ZERO;
        for (int n = 1; n < spent; n++) {
            sum = sum.plus(schedule.next(n, Duration.ZERO, MIDDLE).orElse(Duration.ZERO));
        }
        return sum;
    }

    private static double jitter(UUID delivery, int spent) {
        return new SplittableRandom(delivery.getMostSignificantBits()
                        ^ Long.rotateLeft(delivery.getLeastSignificantBits(), 17) + spent)
                .nextDouble();
    }
}
