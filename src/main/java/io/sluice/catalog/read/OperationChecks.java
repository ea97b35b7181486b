package io.sluice.catalog.read;

import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.HttpOperation;
import io.sluice.catalog.lint.EngineHeaders;
import java.util.List;
import java.util.Set;

/** Whether the resources of an integration can be offered. */
final class OperationChecks {

    /** What each listener offers itself: the state of a message, and the page of a problem. */
    private static final Set<String> RESERVED = Set.of("messages", "problems");

    private final Draft draft;

    private OperationChecks(Draft draft) {
        this.draft = draft;
    }

    static void check(Draft draft) {
        new OperationChecks(draft).check();
    }

    private void check() {
        boolean http =
                draft.verbs().receives().stream().anyMatch(r -> r.transport().equals("http"));
        List<HttpOperation> operations = draft.operations();
        if (http && operations.isEmpty()) {
            draft.problem("", CatalogProblem.OPERATION_MISSING, "");
        }
        if (!http && !operations.isEmpty()) {
            draft.problem("/http", CatalogProblem.OPERATION_UNUSABLE, "no route begins with receive:http:<listener>");
        }
        for (int i = 0; i < operations.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (operations.get(i).overlaps(operations.get(j))) {
                    draft.problem(
                            "/http",
                            CatalogProblem.OPERATION_TWICE,
                            operations.get(i).name());
                }
            }
            usable(operations.get(i));
        }
    }

    private void usable(HttpOperation operation) {
        var segments = HttpOperation.segments(operation.path());
        if (!segments.isEmpty() && RESERVED.contains(segments.getFirst())) {
            draft.problem("/http", CatalogProblem.OPERATION_UNUSABLE, operation.path() + " is the listener's own");
        }
        operation.variables().stream()
                .filter(EngineHeaders.ALL::contains)
                .forEach(name -> draft.problem(
                        "/http", CatalogProblem.OPERATION_UNUSABLE, "{" + name + "} is a header of the engine"));
    }
}
