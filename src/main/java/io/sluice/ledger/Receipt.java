package io.sluice.ledger;

import java.util.UUID;

/** What became of an arrival. Given only after its commit has returned: an acknowledgement may leave now. */
public sealed interface Receipt {

    /** The message it concerns: what was stored now. */
    UUID messageId();

    /** Stored; a run will work on it. */
    record Stored(UUID messageId) implements Receipt {}

    /** The same key and bytes came before: acknowledge again, nothing runs. */
    record Duplicate(UUID messageId, UUID originalId) implements Receipt {}

    /** The same key with other bytes: refuse. {@code first}: held for a person now; else it had been held before. */
    record Conflict(UUID messageId, UUID originalId, boolean first) implements Receipt {}

    /** Kept as refused. */
    record Refused(UUID messageId) implements Receipt {}
}
