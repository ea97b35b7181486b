package io.sluice.catalog.read;

import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.Endpoint;
import io.sluice.catalog.HttpEndpoint;
import io.sluice.catalog.Verbs;
import io.sluice.catalog.schema.Suggestion;
import io.sluice.contract.Contract;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether everything that an integration refers to is there, and allowed to it. */
final class IntegrationChecks {

    private final Draft draft;
    private final Surroundings around;
    private final Verbs verbs;

    private IntegrationChecks(Draft draft, Surroundings around) {
        this.draft = draft;
        this.around = around;
        this.verbs = draft.verbs();
    }

    /** Adds what is wrong to the draft. */
    static void check(Draft draft, Surroundings around) {
        var checks = new IntegrationChecks(draft, around);
        checks.references();
        if (draft.shaped()) {
            checks.tier();
            checks.systems();
            checks.publishing();
            new SubscriptionChecks(draft, around).check();
            FieldChecks.check(draft);
            RecordChecks.check(draft, around);
            OperationChecks.check(draft, around);
        }
    }

    private void references() {
        if (!draft.routes().isEmpty()
                && verbs.receives().isEmpty()
                && verbs.subscribes().isEmpty()) {
            draft.problem(draft.routes().getFirst().file(), 0, CatalogProblem.ROUTE_WITHOUT_SOURCE, "");
        }
        entrances();
        verbs.receives().forEach(this::listener);
        verbs.sends().forEach(this::endpoint);
        verbs.maps().stream()
                .filter(use -> !draft.mappings().containsKey(use.name()))
                .forEach(use -> draft.problem(
                        use.file(),
                        use.line(),
                        CatalogProblem.MAPPING_UNKNOWN,
                        named(use.name(), draft.mappings().keySet())));
        var directs = draft.directsFrom().map(d -> d.name()).collect(Collectors.toSet());
        draft.reports().stream()
                .flatMap(r -> r.directsTo().stream())
                .filter(direct -> !directs.contains(direct.name()))
                .forEach(direct -> draft.problem(
                        direct.place().file(),
                        direct.place().line(),
                        CatalogProblem.DIRECT_UNKNOWN,
                        named(direct.name(), directs)));
    }

    /** A message or event enters an integration by one route. */
    private void entrances() {
        var taken = new HashSet<String>();
        verbs.receives().forEach(r -> entrance(taken, "receive", r.file(), r.line()));
        verbs.subscribes().forEach(s -> {
            s.entities().forEach(entity -> entrance(taken, "subscribe:" + entity, s.file(), s.line()));
            s.messagesOf().forEach(name -> entrance(taken, "subscribe:message/" + name, s.file(), s.line()));
        });
    }

    private void entrance(Set<String> taken, String source, String file, int line) {
        if (!taken.add(source)) {
            draft.problem(file, line, CatalogProblem.ENTRANCE_TWICE, "'" + source + "'");
        }
    }

    private void listener(Verbs.Receive receive) {
        var listener = around.listener(receive.listener());
        if (listener.isEmpty()) {
            draft.problem(
                    receive.file(),
                    receive.line(),
                    CatalogProblem.LISTENER_UNKNOWN,
                    named(receive.listener(), around.listeners()));
        } else if (!listener.get().transport().equals(receive.transport())) {
            draft.problem(
                    receive.file(),
                    receive.line(),
                    CatalogProblem.LISTENER_UNKNOWN,
                    "'" + receive.listener() + "' has the transport "
                            + listener.get().transport());
        }
    }

    private void endpoint(Verbs.Send send) {
        var system = around.systems().get(send.system());
        if (system == null) {
            draft.problem(
                    send.file(),
                    send.line(),
                    CatalogProblem.SYSTEM_UNKNOWN,
                    named(send.system(), around.systems().keySet()));
        } else if (!system.endpoints().containsKey(send.endpoint())) {
            draft.problem(
                    send.file(),
                    send.line(),
                    CatalogProblem.ENDPOINT_UNKNOWN,
                    "of " + send.system() + ": "
                            + named(send.endpoint(), system.endpoints().keySet()));
        } else {
            call(send, system.endpoints().get(send.endpoint()));
        }
    }

    /** Only HTTP brings a reply that a route can go on with; and what only reads has nothing to deliver. */
    private void call(Verbs.Send send, Endpoint endpoint) {
        boolean http = endpoint instanceof HttpEndpoint;
        if (send.call() && !http) {
            draft.problem(
                    send.file(),
                    send.line(),
                    CatalogProblem.CALL_IMPOSSIBLE,
                    "'" + send.id() + "' has the transport " + endpoint.transport());
        }
        if (!send.call()
                && endpoint instanceof HttpEndpoint read
                && read.method().equals("GET")) {
            draft.problem(
                    send.file(),
                    send.line(),
                    CatalogProblem.CALL_IMPOSSIBLE,
                    "'" + send.id() + "' only reads (GET): add ?mode=call");
        }
    }

    private void tier() {
        int number = draft.root().path("criticality").intValue();
        if (!around.tiers().containsKey(number)) {
            draft.problem("/criticality", CatalogProblem.TIER_UNKNOWN, String.valueOf(number));
        }
    }

    private void systems() {
        for (String key : new String[] {"source", "target"}) {
            Values.text(draft.root(), key)
                    .filter(system -> !around.systems().containsKey(system))
                    .ifPresent(system -> draft.problem(
                            "/" + key,
                            CatalogProblem.SYSTEM_UNKNOWN,
                            named(system, around.systems().keySet())));
        }
        if (!verbs.receives().isEmpty() && !draft.root().has("source")) {
            draft.problem("", CatalogProblem.SOURCE_MISSING, "");
        }
        Values.text(draft.root(), "target")
                .ifPresent(target -> verbs.sends().stream()
                        .filter(send -> !send.system().equals(target))
                        .forEach(send -> draft.problem(
                                send.file(),
                                send.line(),
                                CatalogProblem.TARGET_OTHER,
                                "'" + send.system() + "', the target is '" + target + "'")));
    }

    private void publishing() {
        var declared = new TreeMap<>(Values.textMap(draft.root().path("publishes")));
        verbs.publishes().stream()
                .filter(use -> !declared.containsKey(use.name()))
                .forEach(use -> draft.problem(
                        use.file(),
                        use.line(),
                        CatalogProblem.PUBLISHES_UNDECLARED,
                        named(use.name(), declared.keySet())));
        declared.forEach((entity, version) -> {
            Optional<Contract> contract = around.contracts().find(entity, version);
            if (contract.isEmpty()) {
                draft.problem(
                        "/publishes/" + entity,
                        CatalogProblem.CONTRACT_UNKNOWN,
                        "'" + entity + "' in version " + version
                                + Suggestion.of(
                                        entity, around.contracts().byEntity().keySet()));
            }
            contract.ifPresent(c -> SensitivityCheck.check(draft, "/publishes/" + entity, c.classification()));
        });
    }

    private static String named(String name, Collection<String> known) {
        return "'" + name + "'" + Suggestion.of(name, known)
                + (known.isEmpty() ? "" : "; known: " + known.stream().sorted().collect(Collectors.joining(", ")));
    }
}
