package io.sluice.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides by type and version which integration takes a message. Made once per snapshot; lookups take no lock, and
 * remember nothing of what they were asked, so that a flood of invented types costs no memory.
 */
public final class Router {

    private static final Table NOBODY = new Table();

    private final Map<String, Table> byListener = new HashMap<>();

    /** A router over the integrations that can start. */
    public Router(Catalog catalog) {
        for (Integration integration : catalog.integrations().values()) {
            for (Verbs.Receive receive : integration.verbs().receives()) {
                byListener.computeIfAbsent(receive.listener(), l -> new Table()).add(integration);
            }
        }
    }

    /**
     * @param listener name of the listener
     * @param type {@code ADT^A01}; a message structure after it is ignored
     * @param version MSH-12.1; empty when the message has none
     */
    public Routing accept(String listener, String type, String version) {
        return byListener.getOrDefault(listener, NOBODY).find(Accepts.shortType(type), version);
    }

    /** For a message that came at the address of one integration; empty: of one that is not there any more. */
    public Routing accept(Optional<Integration> addressed, String type, String version) {
        Table table = new Table();
        addressed.ifPresent(table::add);
        return table.find(Accepts.shortType(type), version);
    }

    private static final class Table {

        private final Map<String, List<Integration>> exact = new HashMap<>();
        private final List<Integration> wild = new ArrayList<>();
        private String answer = Ack.DEFAULT.onUnaccepted();

        void add(Integration integration) {
            // All integrations of a listener declare the same answer; the checks of the catalogue refuse anything else.
            answer = integration.ack().onUnaccepted();
            var types = integration.accepts().types();
            types.stream()
                    .filter(t -> !Accepts.wild(t))
                    .forEach(t ->
                            exact.computeIfAbsent(t, k -> new ArrayList<>()).add(integration));
            if (types.isEmpty() || types.stream().anyMatch(Accepts::wild)) {
                wild.add(integration);
            }
        }

        Routing find(String type, String version) {
            boolean typeKnown = false;
            for (Integration integration : exact.getOrDefault(type, List.of())) {
                typeKnown = true;
                if (integration.accepts().version(version)) {
                    return new Routing.Accepted(integration);
                }
            }
            for (Integration integration : wild) {
                if (integration.accepts().type(type)) {
                    typeKnown = true;
                    if (integration.accepts().version(version)) {
                        return new Routing.Accepted(integration);
                    }
                }
            }
            return typeKnown ? new Routing.UnacceptedVersion(answer) : new Routing.UnacceptedType(answer);
        }
    }
}
