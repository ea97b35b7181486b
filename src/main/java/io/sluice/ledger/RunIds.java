package io.sluice.ledger;

import io.sluice.message.Ids;
import java.util.UUID;

/** Ids of runs: derived, so that the same run cannot be made twice. */
final class RunIds {

    private RunIds() {}

    static UUID first(UUID subject, String integration) {
        return of(subject, integration, 0);
    }

    /** @param nth how many runs of this pair there have been */
    static UUID of(UUID subject, String integration, int nth) {
        return Ids.v5("run", subject, integration, nth);
    }
}
