package io.sluice.catalog.read;

import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.HttpOperation;
import io.sluice.catalog.lint.EngineHeaders;
import io.sluice.contract.Classification;
import java.util.List;
import java.util.Set;

/** Whether the resources of an integration can be offered. */
final class OperationChecks {

    /** What each listener offers itself: the state of a message, and the page of a problem. */
    private static final Set<String> RESERVED = Set.of("messages", "problems");

    private final Draft draft;
    private final Surroundings around;

    private OperationChecks(Draft draft, Surroundings around) {
        this.draft = draft;
        this.around = around;
    }

    static void check(Draft draft, Surroundings around) {
        new OperationChecks(draft, around).check();
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
            given(operations.get(i));
        }
    }

    /** What is answered stands in a contract, and the integration is sensitive enough for what may be read of it. */
    private void given(HttpOperation operation) {
        var rules = operation.rules();
        if (rules.gives().isEmpty()) {
            if (!rules.reads().isEmpty()) {
                invalid(operation, "'reads' needs 'gives', the contract of its fields");
            }
            return;
        }
        var contract = around.contracts()
                .find(rules.entity().orElseThrow(), rules.version().orElseThrow());
        if (contract.isEmpty()) {
            draft.problem(
                    "", CatalogProblem.CONTRACT_UNKNOWN, "'" + rules.gives().get() + "' of " + operation.name());
            return;
        }
        if (rules.reads().isEmpty()) {
            invalid(
                    operation,
                    "'reads' is needed: the fields of " + contract.get().id() + " that a caller may read");
        }
        rules.reads().stream()
                .filter(path -> contract.get().field(path).isEmpty())
                .forEach(path -> invalid(
                        operation, "'" + path + "' is not in " + contract.get().id()));
        var carried = contract.get().classifications().entrySet().stream()
                .filter(e -> rules.reads().stream()
                        .anyMatch(r -> e.getKey().equals(r) || e.getKey().startsWith(r + ".")))
                .map(e -> e.getValue())
                .reduce(Classification.PUBLIC, Classification::or);
        SensitivityCheck.check(draft, "/sensitivity", carried);
    }

    private void invalid(HttpOperation operation, String detail) {
        draft.problem("", CatalogProblem.OPENAPI_INVALID, operation.name() + ": " + detail);
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
