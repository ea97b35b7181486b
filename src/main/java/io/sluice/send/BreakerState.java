package io.sluice.send;

/** {@code CLOSED → OPEN} (failures in a row) {@code → HALF_OPEN} (one probe under way) {@code → CLOSED or OPEN}. */
public enum BreakerState {
    CLOSED,
    OPEN,
    HALF_OPEN
}
