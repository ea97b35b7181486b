package io.sluice.ledger;

import java.time.Instant;

/** Calls the workers of an endpoint when a delivery becomes due. */
interface Alarm {
    void at(Instant due, String endpoint);
}
