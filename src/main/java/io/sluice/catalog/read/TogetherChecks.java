package io.sluice.catalog.read;

import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.lint.RouteReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What integrations must not do to each other. Of two that clash one is refused: the one that has other problems too,
 * else the later by name, so that the other goes on and the choice is the same on every node.
 */
final class TogetherChecks {

    private final List<Draft> drafts;

    private TogetherChecks(List<Draft> drafts) {
        // Sound ones come first and keep their right.
        var order = new ArrayList<>(drafts);
        order.sort(Comparator.comparing((Draft d) -> !d.problems().isEmpty()).thenComparing(Draft::name));
        this.drafts = order;
    }

    static void check(List<Draft> drafts) {
        var checks = new TogetherChecks(drafts);
        checks.unique("route", d -> d.reports().stream().flatMap(r -> r.routeIds().stream()));
        checks.unique("direct", Draft::directsFrom);
        checks.listeners();
    }

    private void unique(String kind, Function<Draft, Stream<RouteReport.Named>> names) {
        var first = new HashMap<String, String>();
        for (Draft draft : drafts) {
            names.apply(draft).forEach(named -> {
                var other = first.putIfAbsent(named.name(), draft.name());
                if (other != null) {
                    draft.problem(
                            named.place().file(),
                            named.place().line(),
                            CatalogProblem.NAME_TWICE,
                            kind + " '" + named.name() + "', also in " + other);
                }
            });
        }
    }

    private void listeners() {
        for (int i = 0; i < drafts.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (share(drafts.get(i), drafts.get(j))) {
                    if (drafts.get(i).operations().isEmpty()) {
                        clash(drafts.get(i), drafts.get(j));
                    } else {
                        resources(drafts.get(i), drafts.get(j));
                    }
                }
            }
        }
    }

    private static boolean share(Draft later, Draft first) {
        var taken = first.verbs().receives().stream().map(r -> r.listener()).collect(Collectors.toSet());
        return later.shaped()
                && first.shaped()
                && later.verbs().receives().stream().anyMatch(r -> taken.contains(r.listener()));
    }

    /** By HTTP the address decides, not the type. */
    private static void resources(Draft later, Draft first) {
        later.operations().stream()
                .filter(mine -> first.operations().stream().anyMatch(mine::overlaps))
                .forEach(mine -> later.problem(
                        "/http", CatalogProblem.OPERATION_TWICE, mine.name() + ", also in " + first.name()));
    }

    private static void clash(Draft later, Draft first) {
        if (later.accepts().overlaps(first.accepts())) {
            later.problem("/accepts", CatalogProblem.ACCEPTS_OVERLAP, "with " + first.name());
        }
        var answer = first.root().at("/ack/onUnaccepted").textValue();
        if (!later.root().at("/ack/onUnaccepted").textValue().equals(answer)) {
            later.problem("/ack/onUnaccepted", CatalogProblem.ANSWERS_DIFFER, first.name() + " says " + answer);
        }
    }
}
