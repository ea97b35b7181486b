package io.sluice.engine.testing;

import io.sluice.engine.route.LiveIntegration;
import io.sluice.format.hl7.AckReader;
import io.sluice.format.json.Json;
import io.sluice.ledger.Answer;
import io.sluice.ledger.Arrival;
import io.sluice.ledger.RunResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What came of a test's input, as the tree that {@code expect} describes: {@code ack}, {@code state}, {@code reason},
 * {@code events}, {@code deliveries}, {@code calls}, {@code answer}, {@code masked}, {@code deadLetter}. HL7 bodies are
 * text, one segment a line.
 */
record TestOutcome(Map<String, Object> tree) {

    static TestOutcome rejected(AckReader.Reply ack, Arrival.Refusal refusal) {
        Map<String, Object> tree = start(ack, "REJECTED");
        tree.put("reason", refusal.code());
        tree.put("events", List.of());
        tree.put("deliveries", List.of());
        return new TestOutcome(tree);
    }

    /** Refused before anything was taken. */
    static TestOutcome refused(String code) {
        return rejected(null, new Arrival.Refusal(code, ""));
    }

    /** The same with what the caller was answered. */
    TestOutcome answered(int status) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("status", status);
        whole.putAll(tree);
        return new TestOutcome(whole);
    }

    /** @param calls that it made, as {@code expect.calls} describes them */
    static TestOutcome of(
            AckReader.Reply ack, RunResult result, LiveIntegration live, List<Map<String, Object>> calls) {
        Map<String, Object> tree = start(
                ack,
                switch (result.end()) {
                    case RunResult.End.Routed routed -> "COMPLETED";
                    case RunResult.End.Filtered filtered -> "FILTERED";
                    case RunResult.End.Dead dead -> "DEAD";
                    case RunResult.End.Held held -> "HELD";
                    case RunResult.End.InDoubt doubt -> "IN_DOUBT";
                });
        if (result.end() instanceof RunResult.End.Filtered filtered) {
            tree.put("reason", filtered.reason());
        }
        tree.put("events", result.events().stream().map(TestOutcome::event).toList());
        tree.put(
                "deliveries",
                result.deliveries().stream().map(TestOutcome::delivery).toList());
        if (!calls.isEmpty()) {
            tree.put("calls", calls);
        }
        if (result.answer() != null) {
            tree.put("answer", answer(result.answer()));
        }
        if (result.run().eventId() != null) {
            Object whole = Json.read(result.run().subject());
            tree.put(
                    "masked",
                    new ArrayList<>(new TreeSet<>(live.reads(result.run().entity())
                            .apply(asMap(whole))
                            .removed())));
        }
        if (!result.flags().isEmpty()) {
            tree.put("flags", List.copyOf(new TreeSet<>(result.flags())));
        }
        if (result.end() instanceof RunResult.End.Stopped dead) {
            tree.put("deadLetter", Map.of("code", dead.code(), "hop", dead.hop(), "rule", dead.rule()));
        }
        return new TestOutcome(tree);
    }

    private static Map<String, Object> start(AckReader.Reply ack, String state) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (ack != null) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("code", ack.code().name());
            if (!ack.error().isEmpty()) {
                answer.put("error", ack.error());
            }
            tree.put("ack", answer);
        }
        tree.put("state", state);
        return tree;
    }

    /** JSON as data, anything else as text. */
    private static Object answer(Answer answer) {
        return answer.contentType().contains("json")
                ? Json.read(answer.body())
                : new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> event(RunResult.NewEvent event) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("entity", event.entity());
        tree.put("data", Json.read(event.data()));
        if (event.lane() != null) {
            tree.put("key", event.lane());
        }
        return tree;
    }

    private static Map<String, Object> delivery(RunResult.NewDelivery delivery) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("to", delivery.endpoint());
        if (delivery.contentType().contains("json")) {
            tree.put("body", Json.read(delivery.body()));
        } else {
            tree.put(
                    "text",
                    new String(delivery.body(), StandardCharsets.UTF_8)
                            .replace('\r', '\n')
                            .strip());
        }
        return tree;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object tree) {
        return (Map<String, Object>) tree;
    }
}
