package io.sluice.catalog;

/** What happens to work of a tier when a control (contract, policy, target) cannot be applied. */
public enum FailMode implements Word {
    /** Nothing passes: a dead letter, and later work of the key waits. */
    CLOSED,
    /** Passes with a flag in the trace and on the event. */
    OPEN_WITH_FLAG,
    /** Passes without what could not be checked. */
    DEGRADE,
    /** Waits for a person. */
    HOLD
}
