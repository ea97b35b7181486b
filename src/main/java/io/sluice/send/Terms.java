package io.sluice.send;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.RetrySchedule;
import io.sluice.catalog.Tier;
import java.time.Duration;
import java.util.Comparator;

/**
 * What the integration of a delivery asks for when an attempt fails.
 *
 * @param strict a delivery that is DEAD or IN_DOUBT holds the lane of its key
 * @param owner team that answers for it
 */
record Terms(RetrySchedule retries, boolean strict, String owner) {

    /** For work of an integration that has left the catalogue, without any tier to go by: patient, and in order. */
    private static final Terms ORPHANED = new Terms(
            new RetrySchedule.Growing(Duration.ofSeconds(5), 2, Duration.ofMinutes(10), 0.2, 0, Duration.ofDays(1)),
            true,
            "");

    static Terms of(Catalog catalog, String integration) {
        return catalog.integration(integration)
                .map(i -> new Terms(
                        i.tier().retries(), i.tier().orderStrict(), i.owner().team()))
                .or(() -> catalog.tiers().values().stream()
                        .min(Comparator.comparingInt(Tier::number))
                        .map(t -> new Terms(t.retries(), true, "")))
                .orElse(ORPHANED);
    }
}
