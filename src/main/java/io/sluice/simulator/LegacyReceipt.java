package io.sluice.simulator;

import java.time.Instant;
import java.util.Map;

/** A {@link Receipt} in the words of HL7 v2. */
record LegacyReceipt(
        long sequence,
        String controlId,
        String type,
        String sha256,
        int bytes,
        int count,
        int attempts,
        int conflicts,
        Instant first,
        Instant last,
        Map<String, String> remembered) {

    static LegacyReceipt of(Receipt r) {
        return new LegacyReceipt(
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
