package io.sluice.engine.run;

import io.sluice.catalog.HttpOperation;
import io.sluice.catalog.Integration;
import io.sluice.catalog.lint.EngineHeaders;
import io.sluice.engine.EngineProblem;
import io.sluice.engine.route.AnswerRules;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.format.json.Json;
import io.sluice.format.json.JsonField;
import io.sluice.ledger.Answer;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * What a route has come to for a caller who waits: its last body.
 *
 * @param keys business keys that the answer brings
 */
record Outcome(Answer answer, Map<String, String> keys) {

    private static final Set<Integer> REFUSALS = Set.of(400, 404, 409, 410, 422);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    /**
     * Empty when nobody waits for the route.
     *
     * @throws ProblemException when it cannot be given
     */
    static Optional<Outcome> of(RunScope scope, Exchange exchange, Integration config) {
        if (config.answersWithin().isEmpty() || scope.run().eventId() != null) {
            return Optional.empty();
        }
        scope.begin("answer");
        Object whole = exchange.getMessage().getBody();
        int status = status(exchange.getMessage().getHeader(EngineHeaders.ANSWER_STATUS), whole);
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("status", Integer.toString(status));
        Optional<AnswerRules> rules = operation(scope, config)
                .map(HttpOperation::name)
                .map(scope.integration().answers()::get);
        Object body = rules.isPresent() ? AnswerCheck.reduced(rules.get(), status, whole, detail) : whole;
        Answer answer = body == null
                ? new Answer(status, "", new byte[0])
                : new Answer(status, contentType(body, status), bytes(body));
        rules.flatMap(AnswerRules::contract)
                .ifPresent(check -> scope.version(
                        "contract:" + check.contract().entity(),
                        check.contract().version().toString()));
        scope.note(detail);
        scope.done();
        return Optional.of(
                new Outcome(answer, rules.map(one -> keys(one, whole)).orElse(Map.of())));
    }

    /** Those of the answer as the route has made it: a key need not be among the fields that a caller may read. */
    private static Map<String, String> keys(AnswerRules rules, Object whole) {
        Map<String, String> keys = new LinkedHashMap<>();
        rules.operation()
                .rules()
                .keys()
                .forEach((name, path) -> JsonField.of(path).read(whole).ifPresent(value -> keys.put(name, value)));
        return keys;
    }

    /** Whether the request only asks: it has no effect that anybody would have to repair. */
    static boolean onlyRead(RunScope scope, Integration config) {
        return config.answersWithin().isPresent()
                && operation(scope, config).filter(HttpOperation::reads).isPresent();
    }

    private static Optional<HttpOperation> operation(RunScope scope, Integration config) {
        String name = scope.run().headers().getOrDefault(EngineHeaders.OPERATION, "");
        return config.operations().stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst();
    }

    private static int status(Object header, Object body) {
        if (header == null) {
            return body == null ? NO_CONTENT : OK;
        }
        String text = header.toString().strip();
        int status = text.matches("[0-9]{3}") ? Integer.parseInt(text) : 0;
        if (status / 100 != 2 && !REFUSALS.contains(status)) {
            throw new ProblemException(EngineProblem.ANSWER_UNUSABLE, EngineHeaders.ANSWER_STATUS);
        }
        return status;
    }

    /** A refusal as JSON is a problem (RFC 9457). */
    private static String contentType(Object body, int status) {
        return switch (body) {
            case Map<?, ?> tree -> status < 400 ? "application/json" : "application/problem+json";
            case List<?> list -> "application/json";
            case Hl7Message message -> "x-application/hl7-v2+er7";
            case byte[] bytes -> "application/octet-stream";
            default -> "text/plain; charset=utf-8";
        };
    }

    private static byte[] bytes(Object body) {
        return switch (body) {
            case byte[] raw -> raw;
            case Hl7Message message -> message.bytes();
            case Map<?, ?> tree -> Json.write(tree);
            case List<?> list -> Json.write(list);
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case Number number -> number.toString().getBytes(StandardCharsets.UTF_8);
            case Boolean truth -> truth.toString().getBytes(StandardCharsets.UTF_8);
            default -> throw new ProblemException(EngineProblem.ANSWER_UNUSABLE, "body");
        };
    }
}
