package io.sluice.catalog;

import java.time.Duration;

/**
 * A criticality class of {@code tiers.yaml}. Changing a tier changes every integration in it.
 *
 * @param number 1 (patient safety and access) to 4 (deferrable)
 * @param orderStrict a DEAD or IN_DOUBT thing blocks later work of its key until replay or discard
 * @param failModes what happens when a control cannot be applied
 * @param retention how long finished work is kept
 */
public record Tier(
        int number,
        String name,
        String description,
        RetrySchedule retries,
        Breaker breaker,
        boolean orderStrict,
        FailModes failModes,
        Escalation escalation,
        Duration retention) {

    /** With one word for all controls. */
    public Tier(
            int number,
            String name,
            String description,
            RetrySchedule retries,
            Breaker breaker,
            boolean orderStrict,
            FailMode failMode,
            Escalation escalation,
            Duration retention) {
        this(number, name, description, retries, breaker, orderStrict, FailModes.of(failMode), escalation, retention);
    }

    /** Who is told when something stays broken for {@code after}; {@code to} is a role or a queue, not a person. */
    public record Escalation(Duration after, String to) {}
}
