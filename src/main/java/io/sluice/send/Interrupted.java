package io.sluice.send;

import io.sluice.catalog.Catalog;
import io.sluice.ledger.DeliveryResult.Next;

/** What becomes of a delivery to an endpoint that is not idempotent when the engine dies while it is being sent. */
public final class Interrupted {

    private Interrupted() {}

    /** For {@link io.sluice.ledger.LostWork#interrupted}: in doubt, by the terms of the integration's tier. */
    public static Next.InDoubt delivery(Catalog catalog, String integration) {
        Terms terms = Terms.of(catalog, integration);
        SendProblem problem = SendProblem.IN_DOUBT;
        return new Next.InDoubt(problem.code(), problem.category().name(), terms.owner(), terms.strict());
    }
}
