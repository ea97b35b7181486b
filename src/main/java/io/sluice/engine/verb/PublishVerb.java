package io.sluice.engine.verb;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.contract.Contract;
import io.sluice.engine.run.OrderKey;
import io.sluice.engine.run.RunScope;
import io.sluice.ledger.RunResult.NewEvent;
import io.sluice.publish.ContractChecks;
import io.sluice.publish.Publication;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/**
 * {@code publish:<entity>}: the body, checked against its contract, becomes an event of the run. The body stays as it
 * is.
 */
public final class PublishVerb implements Verb {

    private final CatalogHolder catalogs;
    private final Supplier<ContractChecks> checks;

    public PublishVerb(CatalogHolder catalogs, Supplier<ContractChecks> checks) {
        this.catalogs = catalogs;
        this.checks = checks;
    }

    @Override
    public void apply(RunScope scope, String entity, Map<String, Object> options, Exchange exchange) {
        Catalog catalog = catalogs.current();
        String lane = OrderKey.first(scope);
        Publication publication = Publication.of(
                catalog,
                checks.get(),
                scope.integration().config(),
                entity,
                exchange.getIn().getBody(),
                lane);
        publication.flag().ifPresent(scope::flag);
        // Without a contract the event names the version that was asked for: readers go by its major.
        String version = publication
                .contract()
                .map(contract -> contract.version().toString())
                .orElseGet(() -> scope.integration().config().publishes().get(entity));
        int revision = scope.run().revision();
        UUID id = scope.nextId("event", entity, exchange, revision);
        UUID supersedes = revision == 0 ? null : scope.idBefore("event", entity, exchange);
        scope.publish(new NewEvent(
                id,
                entity,
                version,
                publication.classification().label(),
                scope.run().receivedAt(),
                publication.data(),
                lane,
                Map.of(),
                revision,
                supersedes,
                publication.subscribers()));
        publication.contract().ifPresent(contract -> scope.version("contract:" + entity, version));
        scope.note(Map.of(
                "event",
                id.toString(),
                "contract",
                publication.contract().map(Contract::id).orElse("none"),
                "subscribers",
                Integer.toString(publication.subscribers().size())));
    }
}
