package io.sluice.message;

/**
 * The state of a delivery: {@code QUEUED → SENDING → DELIVERED}. SENDING is committed only for endpoints that are not
 * idempotent; a delivery found SENDING after a crash is IN_DOUBT. DEAD and IN_DOUBT leave only by replay or discard.
 */
public enum DeliveryState {
    QUEUED,
    SENDING,
    DELIVERED,
    IN_DOUBT,
    DEAD,
    DISCARDED,
    SUPERSEDED
}
