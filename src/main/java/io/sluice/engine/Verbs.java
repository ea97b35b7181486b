package io.sluice.engine;

import io.sluice.catalog.CatalogHolder;
import io.sluice.engine.route.Entrances;
import io.sluice.engine.verb.EntranceComponent;
import io.sluice.engine.verb.MapVerb;
import io.sluice.engine.verb.PublishVerb;
import io.sluice.engine.verb.SendVerb;
import io.sluice.engine.verb.VerbComponent;
import io.sluice.publish.ContractChecks;
import io.sluice.send.CallFailed;
import io.sluice.send.Caller;
import io.sluice.send.SendProblem;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NoErrorHandlerBuilder;

/** The five verbs of the route language, as Camel components. */
public final class Verbs {

    private final CatalogHolder catalogs;
    private final Predicate<String> away;
    private final Caller caller;
    private volatile ContractChecks checks;

    /** Where nothing is sent: no endpoint is away, and calls fail. */
    public Verbs(CatalogHolder catalogs) {
        this(catalogs, endpoint -> false, (run, request, conditions) -> {
            throw new CallFailed(SendProblem.NOT_SENDABLE, request.endpoint(), false);
        });
    }

    /**
     * @param away whether an endpoint is not to be reached at this moment
     * @param caller makes the calls of routes
     */
    public Verbs(CatalogHolder catalogs, Predicate<String> away, Caller caller) {
        this.catalogs = catalogs;
        this.away = away;
        this.caller = caller;
        this.checks = new ContractChecks(catalogs.current().contracts());
        catalogs.onReplace(next -> checks = new ContractChecks(next.contracts()));
    }

    /** Adds them to a context. Outcomes are the engine's: Camel's own error handling is switched off. */
    public void addTo(CamelContext camel, Entrances entrances) {
        camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerBuilder());
        camel.addComponent("receive", new EntranceComponent(false, entrances));
        camel.addComponent("subscribe", new EntranceComponent(true, entrances));
        camel.addComponent("map", new VerbComponent("map", new MapVerb(catalogs)));
        camel.addComponent("publish", new VerbComponent("publish", new PublishVerb(catalogs, () -> checks)));
        camel.addComponent("send", new VerbComponent("send", new SendVerb(catalogs, away, caller)));
    }
}
