package io.sluice.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a replay is about. At least one of ids, cause, key, period is given; what is given narrows together.
 *
 * @param ids dead letters or messages; empty: not by id
 * @param cause a group of dead letters, null: not by cause; a null part of it matches all
 * @param keyHash keyed hash of a business key, null: not by key. The value itself is kept nowhere
 * @param since received at this time or later, null: from the first
 * @param until received before this time, null: to the last
 * @param integration only what this integration did, null: any
 * @param endpoint only deliveries to this endpoint, null: any
 * @param remap runs go through the live route and mappings again, as a new revision
 * @param again also what was delivered with these very bytes
 * @param stale also what something newer of the same order key has overtaken
 */
public record ReplaySelection(
        List<UUID> ids,
        DeadLetter.Cause cause,
        UUID keyHash,
        Instant since,
        Instant until,
        String integration,
        String endpoint,
        boolean remap,
        boolean again,
        boolean stale) {

    public ReplaySelection {
        ids = ids == null ? List.of() : List.copyOf(ids);
    }

    /**
     * True when only dead letters can be meant: all else has been done, and shall be done neither again nor otherwise.
     */
    boolean deadOnly() {
        return cause != null || !remap && !again;
    }
}
