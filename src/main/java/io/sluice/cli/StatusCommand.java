package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.StringJoiner;
import picocli.CommandLine.Command;

/** {@code sluice status}: what runs, what waits, what is dead. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "What runs, what waits, what is dead; exit code 1 when something needs a person",
        footer = {"", "Example:", "  sluice status"})
final class StatusCommand extends EngineCommand {

    @Override
    JsonNode ask(Remote engine) {
        ObjectNode status = Remote.JSON.createObjectNode();
        status.set("integrations", engine.get("/integrations").path("integrations"));
        status.set("balance", engine.get("/balance").path("integrations"));
        status.set("endpoints", engine.get("/endpoints").path("endpoints"));
        JsonNode work = engine.get("/backlog");
        status.set("backlog", work.path("backlog"));
        status.set("paused", work.path("paused"));
        status.set("deadLetters", engine.get("/deadletters/groups").path("groups"));
        return status;
    }

    @Override
    String show(JsonNode status) {
        StringJoiner text = new StringJoiner("\n");
        text.add("Integrations")
                .add(indent(integrations(status)))
                .add("Endpoints")
                .add(indent(endpoints(status)));
        status.path("paused")
                .forEach(pause -> text.add("Paused: " + pause.path("target").asText() + " by "
                        + pause.path("actor").asText() + ", "
                        + pause.path("reason").asText()));
        if (status.path("deadLetters").isEmpty()) {
            text.add("No dead letters");
        } else {
            text.add("Dead letters by cause").add(indent(DeadCommand.groups(status.path("deadLetters"))));
        }
        return text.toString();
    }

    private static String integrations(JsonNode status) {
        Table table = new Table("NAME", "STATE", "TIER", "RECEIVED", "DEAD", "IN DOUBT", "HELD", "WAITING", "OLDEST");
        for (JsonNode one : status.path("integrations")) {
            String name = one.path("name").asText();
            JsonNode line = entry(status.path("balance"), "name", name);
            JsonNode backlog = backlog(status, "RUN", name);
            table.row(
                    name,
                    one.path("state").asText(),
                    text(one, "criticality"),
                    line.path("received").asText("0"),
                    line.path("dead").asText("0"),
                    line.path("inDoubt").asText("0"),
                    line.path("held").asText("0"),
                    waiting(backlog),
                    Times.age(backlog.path("oldest"), Instant.now()));
        }
        return table.text("none");
    }

    private static String endpoints(JsonNode status) {
        Table table = new Table("NAME", "BREAKER", "PAUSED", "WAITING", "OLDEST", "SENDING", "LAST", "CODE");
        for (JsonNode one : status.path("endpoints")) {
            JsonNode backlog = backlog(status, "DELIVERY", one.path("endpoint").asText());
            table.row(
                    one.path("endpoint").asText(),
                    one.path("breaker").asText().toLowerCase(Locale.ROOT)
                            + (one.path("mode").asText("AUTOMATIC").equals("AUTOMATIC") ? "" : " (held)"),
                    one.path("paused").asBoolean() ? "yes" : "",
                    waiting(backlog),
                    Times.age(backlog.path("oldest"), Instant.now()),
                    one.path("inFlight").asText(),
                    text(one, "lastOutcome"),
                    text(one, "lastCode"));
        }
        return table.text("none");
    }

    private static String waiting(JsonNode backlog) {
        return Integer.toString(backlog.path("ready").asInt()
                + backlog.path("waiting").asInt()
                + backlog.path("held").asInt());
    }

    private static JsonNode backlog(JsonNode status, String kind, String name) {
        for (JsonNode entry : status.path("backlog")) {
            if (entry.path("kind").asText().equals(kind)
                    && entry.path("name").asText().equals(name)) {
                return entry;
            }
        }
        return Remote.JSON.missingNode();
    }

    private static JsonNode entry(JsonNode list, String field, String value) {
        for (JsonNode entry : list) {
            if (entry.path(field).asText().equals(value)) {
                return entry;
            }
        }
        return Remote.JSON.missingNode();
    }

    private static String indent(String lines) {
        return lines.indent(2).stripTrailing();
    }

    @Override
    int exitCode(JsonNode status) {
        boolean refused =
                !entry(status.path("integrations"), "state", "refused").isMissingNode();
        return refused || !status.path("deadLetters").isEmpty() ? CommandFailed.FOUND : 0;
    }
}
