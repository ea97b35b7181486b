package io.sluice.catalog;

/**
 * What can itself be missing or away while work is done, so that a tier has to say what happens then. A control that
 * works and says no (a rule of a contract that is broken, a code that its table does not have) is no matter of these:
 * it is obeyed.
 */
public enum Control implements Word {
    /** The contract that an event is checked against. */
    CONTRACT,
    /** The table that {@code $code} looks in. */
    CODES,
    /** The endpoint that something is sent to; away while its breaker is open. */
    TARGET,
    /** What of an event its reader may see. Always closed. */
    POLICY
}
