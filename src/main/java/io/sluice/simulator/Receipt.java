package io.sluice.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * All that arrived under one key.
 *
 * @param sequence 1 for what was applied first; 0 when nothing under this key was ever applied
 * @param key the idempotency key or the control id
 * @param place where it went: a path, or a message type
 * @param sha256 of the body that was applied, or else that came first; lower-case hexadecimal
 * @param bytes length of that body
 * @param count how often that body was accepted: the first time, and each repetition
 * @param attempts everything that arrived under this key, whatever became of it
 * @param conflicts how often another body came under this key
 * @param first when it was applied, or else when it first arrived
 * @param last when it last arrived
 * @param remembered values at the places that the script asked to remember, by place
 */
public record Receipt(
        long sequence,
        String key,
        String place,
        String sha256,
        int bytes,
        int count,
        int attempts,
        int conflicts,
        Instant first,
        Instant last,
        Map<String, String> remembered) {

    /** What became of one arrival. */
    public enum Outcome {
        /** Taken for the first time. */
        APPLIED,
        /** The same body again: acknowledged again, without effect. */
        REPEATED,
        /** Another body under a key that was applied: refused. */
        CONFLICT,
        /** The script refused it. */
        REFUSED,
        /** The script cut the connection before anything was done. */
        DROPPED
    }
}
