package io.sluice.ledger;

import java.util.UUID;

/**
 * One target of a replay and what became of it. A target stands in a replay once, so it is done once.
 *
 * @param n place in the replay, from 1
 * @param state PENDING, DONE, SKIPPED
 * @param note why it was skipped, or what was done: {@code retry}, {@code repeat}, {@code rerun}; null: nothing yet
 * @param resultId run or delivery that came of it; null: none yet, or the same one
 */
public record ReplayItem(
        int n, ReplayTarget.Kind kind, UUID messageId, UUID targetId, String state, String note, UUID resultId) {}
