package io.sluice.send;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.Endpoint;
import io.sluice.catalog.FileEndpoint;
import io.sluice.catalog.HttpEndpoint;
import io.sluice.catalog.JmsEndpoint;
import io.sluice.catalog.KafkaEndpoint;
import io.sluice.catalog.MllpEndpoint;
import io.sluice.ledger.DeliveryResult.Next;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a delivery to an endpoint that is not idempotent when the engine dies while it is being sent. */
public final class Interrupted {

    private Interrupted() {}

    /**
     * Where the endpoint can be asked, the next attempt does so before anything is sent; but not before everything that
     * the dead engine may have left on its way has arrived or was given up. Empty: nobody can know, a person decides.
     */
    public static Optional<Next> retry(Catalog catalog, String endpoint, Instant now) {
        return catalog.endpoints()
                .filter(one -> one.id().equals(endpoint) && canBeAsked(one))
                .findFirst()
                .map(one -> new Next.Retry(now.plus(one.timeout())));
    }

    /** Whether the transport finds out, before it repeats, what became of an attempt without an answer. */
    static boolean canBeAsked(Endpoint endpoint) {
        return switch (endpoint) {
            case HttpEndpoint http -> http.statusUrl().isPresent();
            case KafkaEndpoint kafka -> true;
            case FileEndpoint file -> false;
            case MllpEndpoint mllp -> false;
            case JmsEndpoint jms -> false;
        };
    }
}
