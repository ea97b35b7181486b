package io.sluice.send;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CauseOwner;
import io.sluice.catalog.RetrySchedule;
import io.sluice.catalog.Tier;
import io.sluice.message.ProblemCode.Category;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Function;

/**
 * What the integration of a delivery asks for when an attempt fails.
 *
 * @param strict a delivery that is DEAD or IN_DOUBT holds the lane of its key
 * @param owners by class of cause the team that answers for it
 */
record Terms(RetrySchedule retries, boolean strict, Function<Category, String> owners) {

    Terms(RetrySchedule retries, boolean strict, String owner) {
        this(retries, strict, cause -> owner);
    }

    /** For work of an integration that has left the catalogue, without any tier to go by: patient, and in order. */
    private static final Terms ORPHANED = new Terms(
            new RetrySchedule.Growing(Duration.ofSeconds(5), 2, Duration.ofMinutes(10), 0.2, 0, Duration.ofDays(1)),
            true,
            "");

    String owner(Category cause) {
        return owners.apply(cause);
    }

    /** @param endpoint {@code system/endpoint} */
    static Terms of(Catalog catalog, String integration, String endpoint) {
        Function<Category, String> owners = cause -> CauseOwner.ofDelivery(catalog, integration, cause, endpoint);
        return catalog.integration(integration)
                .map(i -> new Terms(i.tier().retries(), i.tier().orderStrict(), owners))
                .or(() -> catalog.tiers().values().stream()
                        .min(Comparator.comparingInt(Tier::number))
                        .map(t -> new Terms(t.retries(), true, owners)))
                .orElse(ORPHANED);
    }
}
