package io.sluice.engine.run;

import io.sluice.contract.BodySchema;
import io.sluice.contract.ContractCheck;
import io.sluice.contract.Violation;
import io.sluice.engine.EngineProblem;
import io.sluice.engine.route.AnswerRules;
import io.sluice.format.json.Json;
import io.sluice.message.ProblemException;
import io.sluice.policy.Projection;
import java.util.List;
import java.util.Map;

/**
 * Holds an answer to its contract, reduces it to what a caller may read, and holds what is left to the OpenAPI file.
 */
final class AnswerCheck {

    private AnswerCheck() {}

    /**
     * What may leave of the body. An answer that refuses or says that something is not there has no contract, and its
     * schema is that of its status.
     *
     * @param detail gets the paths that were taken away
     * @throws ProblemException of {@link io.sluice.contract.ContractProblem} or
     *     {@link EngineProblem#ANSWER_BREAKS_SCHEMA}
     */
    static Object reduced(AnswerRules rules, int status, Object body, Map<String, String> detail) {
        Object left = body;
        if (status / 100 == 2 && body != null && rules.contract().isPresent()) {
            left = asAllowed(rules, rules.contract().get(), body, detail);
        }
        Object given = left;
        rules.operation()
                .gives(status)
                .ifPresent(schema -> hold(schema, rules.operation().name(), given));
        return left;
    }

    private static Object asAllowed(AnswerRules rules, ContractCheck check, Object body, Map<String, String> detail) {
        List<Violation> violations = check.validateTree(body);
        if (!violations.isEmpty()) {
            Violation first = violations.getFirst();
            throw new ProblemException(first.code(), check.contract().id() + " " + first.rule());
        }
        Projection.Result reduced = rules.reads().orElseThrow().apply(object(body));
        if (!reduced.removed().isEmpty()) {
            detail.put("masked", String.join(", ", reduced.removed()));
        }
        return reduced.tree();
    }

    private static void hold(BodySchema schema, String operation, Object body) {
        List<BodySchema.Break> breaks = schema.check(Json.mapper().valueToTree(body));
        if (!breaks.isEmpty()) {
            BodySchema.Break first = breaks.getFirst();
            throw new ProblemException(
                    EngineProblem.ANSWER_BREAKS_SCHEMA, operation + " " + first.pointer() + " " + first.rule());
        }
    }

    // A contract describes an object, and the body has passed it.
    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object body) {
        return (Map<String, Object>) body;
    }
}
