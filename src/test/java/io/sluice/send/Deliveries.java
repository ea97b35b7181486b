package io.sluice.send;

import io.sluice.ledger.ClaimedDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Claimed deliveries for tests of what lies behind the ledger. */
final class Deliveries {

    private Deliveries() {}

    static ClaimedDelivery of(String body) {
        return of(body, 0);
    }

    static ClaimedDelivery of(String body, int attempts) {
        UUID id = UUID.randomUUID();
        return new ClaimedDelivery(
                id,
                UUID.randomUUID(),
                UUID.randomUUID(),
                null,
                "patient-to-erp",
                "erp/customers",
                "application/json",
                Map.of(),
                body.getBytes(StandardCharsets.ISO_8859_1),
                attempts,
                0,
                1,
                1,
                Instant.EPOCH,
                "correlation-7",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00000000000000a7");
    }

    static ClaimedDelivery hl7(String controlId) {
        return of("MSH|^~\\&|SLUICE|H|LAB|H|20261122||ADT^A01|" + controlId + "|P|2.5.1\rPID|1||1^^^H\r");
    }
}
