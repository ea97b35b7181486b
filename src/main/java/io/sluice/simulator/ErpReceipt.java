package io.sluice.simulator;

import java.time.Instant;
import java.util.Map;

/** A {@link Receipt} in the words of an ERP. */
record ErpReceipt(
        long sequence,
        String idempotencyKey,
        String path,
        String bodySha256,
        int bytes,
        int count,
        int attempts,
        int conflicts,
        Instant first,
        Instant last,
        Map<String, String> remembered) {

    static ErpReceipt of(Receipt r) {
        return new ErpReceipt(
                r.sequence(),
                r.key(),
                r.place(),
                r.sha256(),
                r.bytes(),
                r.count(),
                r.attempts(),
                r.conflicts(),
                r.first(),
                r.last(),
                r.remembered());
    }
}
