package io.sluice.engine.route;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CauseOwner;
import io.sluice.catalog.Integration;
import io.sluice.catalog.MllpListener;
import io.sluice.catalog.TextFile;
import io.sluice.engine.EngineProblem;
import io.sluice.format.Format;
import io.sluice.format.Layouts;
import io.sluice.format.records.RecordLayout;
import io.sluice.message.ProblemException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jboss.logging.Logger;

/**
 * The routes that run, integration by integration. Each integration's mappings are compiled and its files parsed and
 * added on their own; one that fails is refused with its reason, is taken out whole, and stops no other.
 */
public final class IntegrationRoutes {

    private static final Logger LOG = Logger.getLogger(IntegrationRoutes.class);

    private final CamelContext camel;
    private final Entrances entrances;
    private final Map<String, LiveIntegration> live = new ConcurrentHashMap<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();

    public IntegrationRoutes(CamelContext camel, Entrances entrances) {
        this.camel = camel;
        this.entrances = entrances;
    }

    public Entrances entrances() {
        return entrances;
    }

    public Optional<LiveIntegration> live(String integration) {
        return Optional.ofNullable(live.get(integration));
    }

    /** Integrations that did not start, with the reason; those of the catalogue's own checks are not among them. */
    public Map<String, String> refused() {
        return new TreeMap<>(refused);
    }

    public void load(Catalog catalog) {
        for (Integration integration : catalog.integrations().values()) {
            try {
                load(catalog, integration);
            } catch (ProblemException e) {
                refuse(integration, e.getMessage());
            } catch (Exception e) {
                // Camel's message names the step and the file; a route file holds configuration, not messages.
                refuse(integration, EngineProblem.ROUTE_REFUSED.code() + ": " + rootMessage(e));
            }
        }
    }

    private void load(Catalog catalog, Integration integration) throws Exception {
        LiveIntegration next = LiveIntegration.of(
                integration,
                Compiled.of(catalog, integration),
                records(catalog, integration),
                charset(catalog, integration),
                AnswerRules.of(catalog, integration),
                (cause, hop) -> CauseOwner.ofRun(catalog, integration, cause, hop));
        List<RouteDefinition> routes = new ArrayList<>();
        for (TextFile file : integration.routes()) {
            routes.addAll(parse(integration, file));
        }
        live.put(integration.name(), next);
        try {
            ((ModelCamelContext) camel).addRouteDefinitions(routes);
        } catch (Exception e) {
            live.remove(integration.name());
            remove(routes);
            throw e;
        }
    }

    /**
     * Takes the code tables of a catalogue that differs from the one in force in nothing else. Runs that have begun
     * keep theirs.
     *
     * @throws ProblemException when a mapping or table of any integration is wrong; then none is changed
     */
    public void retable(Catalog catalog) {
        Map<String, LiveIntegration> next = new HashMap<>();
        for (Integration integration : catalog.integrations().values()) {
            LiveIntegration now = live.get(integration.name());
            if (now != null) {
                next.put(integration.name(), now.with(integration, Compiled.of(catalog, integration)));
            }
        }
        live.putAll(next);
    }

    /** Of the files that it receives, or that the integration receives whose messages it takes. */
    private static Optional<RecordLayout> records(Catalog catalog, Integration integration) {
        return catalog.integrations().values().stream()
                .filter(i -> i == integration || integration.subscribesToMessagesOf(i.name()))
                .filter(i -> i.verbs().receives().stream()
                        .anyMatch(receive -> receive.transport().equals("file")))
                .findFirst()
                .map(i -> Layouts.of(
                        Format.of(i.format()).orElseThrow(), i.files().records()));
    }

    /** Of the listener by which its messages come, or come to the integration whose messages it takes. */
    private static Optional<Charset> charset(Catalog catalog, Integration integration) {
        return catalog.listeners()
                .filter(l -> catalog.integrations().values().stream()
                        .filter(i -> i == integration || integration.subscribesToMessagesOf(i.name()))
                        .anyMatch(i -> i.receives(l.name())))
                .flatMap(l -> l instanceof MllpListener mllp ? Stream.of(mllp.charset()) : Stream.empty())
                .findFirst();
    }

    private Collection<RouteDefinition> parse(Integration integration, TextFile file) throws Exception {
        var resource = ResourceHelper.fromString(file.file(), file.text());
        List<RouteDefinition> routes = new ArrayList<>();
        for (RoutesBuilder one : PluginHelper.getRoutesLoader(camel).findRoutesBuilders(resource)) {
            RouteBuilder builder = (RouteBuilder) one;
            builder.setCamelContext(camel);
            builder.prepareModel(camel);
            for (RouteDefinition route : builder.getRouteCollection().getRoutes()) {
                route.setGroup(integration.name());
                routes.add(route);
            }
        }
        return routes;
    }

    private void remove(List<RouteDefinition> routes) {
        for (RouteDefinition route : routes) {
            try {
                camel.getRouteController().stopRoute(route.getRouteId());
                camel.removeRoute(route.getRouteId());
            } catch (Exception e) {
                LOG.warnf(
                        "route %s could not be taken out after its integration was refused: %s",
                        route.getRouteId(), e.getClass().getName());
            }
        }
    }

    private void refuse(Integration integration, String reason) {
        refused.put(integration.name(), reason);
        LOG.errorf("integration %s does not start; the others do: %s", integration.name(), reason);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getName() : root.getMessage();
    }
}
