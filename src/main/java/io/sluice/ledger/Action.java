package io.sluice.ledger;

import io.sluice.message.Ids;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something that a person did, or looked at.
 *
 * @param verb {@code deadletter.discard}, {@code replay.start}, {@code pause}, {@code payload.read}
 * @param target {@code message:<id>}, {@code replay:<id>}, {@code endpoint:<system/endpoint>}
 * @param reason as the person gave it
 * @param detail names, ids and counts; never a value of a message
 */
public record Action(
        UUID id, Instant at, Actor actor, String verb, String target, String reason, Map<String, String> detail) {

    public Action {
        detail = Map.copyOf(detail);
    }

    /** Happening now. */
    public static Action of(
            Instant at, Actor actor, String verb, String target, String reason, Map<String, String> detail) {
        return new Action(Ids.v7(at), at, actor, verb, target, reason, detail);
    }
}
