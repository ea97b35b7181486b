package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.StringJoiner;

/** A trace as text, in the order of what happened. */
final class TraceText {

    private TraceText() {}

    static String head(JsonNode trace, Times times) {
        JsonNode message = trace.path("message");
        StringJoiner text = new StringJoiner("\n");
        text.add("Message      " + message.path("id").asText());
        text.add("Received     " + times.of(message.path("receivedAt")) + " from "
                + message.path("system").asText() + " by "
                + message.path("transport").asText() + ":"
                + message.path("listener").asText());
        text.add("Type         " + message.path("type").asText() + " "
                + message.path("version").asText() + ", control id "
                + message.path("controlId").asText() + ", "
                + message.path("size").asText() + " bytes");
        text.add("Integration  " + message.path("integration").asText() + ", "
                + message.path("outcome").asText() + with(" ", message, "code") + with(" at ", trace, "location"));
        text.add("State        " + MessageLines.states(message));
        optional(text, "Repeats      ", message, "originalId");
        text.add("Correlation  " + message.path("correlationId").asText());
        trace.path("warnings").forEach(warning -> text.add("Warning      " + warning.asText()));
        return text.toString();
    }

    static String whole(JsonNode trace, Times times) {
        StringJoiner text = new StringJoiner("\n");
        text.add(head(trace, times));
        trace.path("runs").forEach(run -> run(text, run, times));
        if (!trace.path("events").isEmpty()) {
            text.add("\nEvents");
            Table table = new Table("STAGE", "ENTITY", "VERSION", "CLASS", "REV", "IN KAFKA", "ID");
            trace.path("events")
                    .forEach(event -> table.row(
                            event.path("stage").asText(),
                            event.path("entity").asText(),
                            event.path("version").asText(),
                            event.path("classification").asText(),
                            event.path("revision").asText(),
                            times.of(event.path("relayedAt")).isEmpty() ? "not yet" : times.of(event.path("relayedAt")),
                            event.path("id").asText()));
            text.add(indent(table.text("")));
        }
        trace.path("deliveries").forEach(delivery -> delivery(text, delivery, times));
        trace.path("deadLetters")
                .forEach(letter -> text.add("\nDead letter " + letter.path("id").asText() + "  "
                        + letter.path("state").asText() + "  "
                        + letter.path("cause").path("code").asText() + with("  owner ", letter, "owner")));
        trace.path("actions")
                .forEach(action -> text.add("\nBy hand  " + times.of(action.path("at")) + "  "
                        + action.path("actor").path("name").asText() + "  "
                        + action.path("verb").asText() + with("  ", action, "reason")));
        return text.toString();
    }

    private static void run(StringJoiner text, JsonNode run, Times times) {
        text.add("\nRun " + run.path("integration").asText() + "  "
                + run.path("state").asText()
                + (run.path("revision").asInt() > 0
                        ? "  revision " + run.path("revision").asInt()
                        : "")
                + (run.path("newest").asBoolean(true) ? "" : "  (a later run took its place)")
                + with("  ", run, "code") + with(" at ", run, "hop") + with(" rule ", run, "rule"));
        Table table = new Table("HOP", "TIME", "OUTCOME", "CODE", "DETAIL");
        run.path("hops")
                .forEach(hop -> table.row(
                        hop.path("name").asText(),
                        Times.micros(hop.path("micros")),
                        hop.path("outcome").asText(),
                        EngineCommand.text(hop, "code"),
                        pairs(hop.path("detail"))));
        if (!table.isEmpty()) {
            text.add(indent(table.text("")));
        }
        if (!run.path("versions").isEmpty()) {
            text.add("  versions: " + pairs(run.path("versions")));
        }
    }

    private static void delivery(StringJoiner text, JsonNode delivery, Times times) {
        text.add("\nDelivery " + delivery.path("stage").asText() + " to "
                + delivery.path("endpoint").asText() + "  "
                + delivery.path("state").asText()
                + (delivery.path("revision").asInt() > 0
                        ? "  revision " + delivery.path("revision").asInt()
                        : "")
                + with("  ", delivery, "code") + "  key " + delivery.path("id").asText());
        Table table = new Table("ATTEMPT", "AT", "TIME", "OUTCOME", "STATUS", "CODE");
        delivery.path("attempts")
                .forEach(attempt -> table.row(
                        attempt.path("no").asText(),
                        times.of(attempt.path("startedAt")),
                        Times.micros(attempt.path("micros")),
                        attempt.path("outcome").asText(),
                        EngineCommand.text(attempt, "status"),
                        EngineCommand.text(attempt, "code")));
        if (!table.isEmpty()) {
            text.add(indent(table.text("")));
        }
    }

    /** By name, so that two traces can be compared. */
    private static String pairs(JsonNode map) {
        StringJoiner pairs = new StringJoiner(", ");
        map.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry ->
                        pairs.add(entry.getKey() + " " + entry.getValue().asText()));
        return pairs.toString();
    }

    private static String with(String before, JsonNode node, String field) {
        String value = EngineCommand.text(node, field);
        return value.isEmpty() ? "" : before + value;
    }

    private static void optional(StringJoiner text, String label, JsonNode node, String field) {
        String value = EngineCommand.text(node, field);
        if (!value.isEmpty()) {
            text.add(label + value);
        }
    }

    private static String indent(String lines) {
        return lines.indent(2).stripTrailing();
    }
}
