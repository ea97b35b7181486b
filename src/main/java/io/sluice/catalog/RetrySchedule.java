package io.sluice.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a delivery that failed is tried again. Each retry is a row with its time, so a schedule holds no state. */
public sealed interface RetrySchedule {

    /**
     * The wait before the next attempt; empty when there is none and the delivery becomes a dead letter.
     *
     * @param attempts attempts spent, at least 1
     * @param sinceFirst time since the first attempt
     * @param random in [0, 1); spreads retries that failed together
     */
    Optional<Duration> next(int attempts, Duration sinceFirst, double random);

    /**
     * One wait after the other, as listed.
     *
     * @param jitter share of the wait by which it may be longer or shorter, 0 to 1
     */
    record Listed(List<Duration> waits, double jitter) implements RetrySchedule {

        public Listed {
            waits = List.copyOf(waits);
        }

        @Override
        public Optional<Duration> next(int attempts, Duration sinceFirst, double random) {
            return attempts > waits.size()
                    ? Optional.empty()
                    : Optional.of(RetrySchedule.spread(waits.get(attempts - 1), jitter, random));
        }
    }

    /**
     * The wait grows by a factor up to a maximum.
     *
     * @param attempts attempts in all, the first included; 0 means no limit but {@code limit}
     * @param limit no attempt begins later than this after the first
     */
    record Growing(Duration first, double factor, Duration max, double jitter, int attempts, Duration limit)
            implements RetrySchedule {

        @Override
        public Optional<Duration> next(int spent, Duration sinceFirst, double random) {
            if (attempts > 0 && spent >= attempts) {
                return Optional.empty();
            }
            // Computed as double and cut to the maximum before it becomes a long: after many attempts it is infinite.
            double millis = Math.min(first.toMillis() * Math.pow(factor, spent - 1.0), max.toMillis());
            var wait = RetrySchedule.spread(Duration.ofMillis((long) millis), jitter, random);
            return sinceFirst.plus(wait).compareTo(limit) > 0 ? Optional.empty() : Optional.of(wait);
        }
    }

    private static Duration spread(Duration wait, double jitter, double random) {
        return Duration.ofMillis(Math.round(wait.toMillis() * (1 + jitter * (2 * random - 1))));
    }
}
