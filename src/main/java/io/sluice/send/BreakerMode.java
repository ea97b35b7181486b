package io.sluice.send;

/** Who decides about a breaker: itself, or an operator. */
public enum BreakerMode {
    AUTOMATIC,
    /** Held open by an operator: nothing is sent. */
    OPEN,
    /** Held closed by an operator: everything is sent, whatever fails. */
    CLOSED
}
