package io.sluice.simulator;

import io.sluice.message.Sha256;
import java.time.Instant;
import java.util.Map;

/**
 * One thing that arrived, as far as a simulator keeps it: the body is reduced to its hash. Also a line of the journal.
 */
record Arrival(
        Instant at,
        String key,
        String place,
        String sha256,
        int bytes,
        Map<String, String> remembered,
        Receipt.Outcome outcome) {

    static Arrival of(Instant at, String key, String place, byte[] body, Map<String, String> remembered) {
        return new Arrival(at, key, place, Sha256.hex(body), body.length, remembered, null);
    }

    Arrival became(Receipt.Outcome outcome) {
        return new Arrival(at, key, place, sha256, bytes, remembered, outcome);
    }
}
