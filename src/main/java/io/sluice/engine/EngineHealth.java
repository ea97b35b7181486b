package io.sluice.engine;

import io.sluice.catalog.CatalogHolder;
import io.sluice.engine.route.IntegrationRoutes;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness: UP while messages are accepted. Refused integrations and an absent Kafka are told but do not take the
 * engine down: the others go on, and events wait in the ledger.
 */
@Readiness
@ApplicationScoped
public class EngineHealth implements HealthCheck {

    private final Engine engine;
    private final CatalogHolder catalogs;
    private final IntegrationRoutes routes;

    EngineHealth(Engine engine, CatalogHolder catalogs, IntegrationRoutes routes) {
        this.engine = engine;
        this.catalogs = catalogs;
        this.routes = routes;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("engine")
                .status(engine.ledgerAvailable())
                .withData("ledger", engine.ledgerAvailable() ? "up" : "away: nothing is acknowledged")
                .withData("kafka", engine.kafkaAvailable() ? "up" : "away: events wait in the ledger");
        // The catalogue's refusals name file and line, the loader's the step.
        catalogs.current()
                .refused()
                .forEach((integration, problems) -> response.withData(
                        "refused." + integration, problems.getFirst().toString()));
        routes.refused().forEach((integration, reason) -> response.withData("refused." + integration, reason));
        engine.refusedListeners().forEach((listener, reason) -> response.withData("closed." + listener, reason));
        engine.listenerWarnings().forEach((listener, reason) -> response.withData("warning." + listener, reason));
        return response.build();
    }
}
