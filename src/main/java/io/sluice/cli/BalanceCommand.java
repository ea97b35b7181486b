package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** {@code sluice balance}: what became of everything received. */
@Command(
        name = "balance",
        mixinStandardHelpOptions = true,
        description = "What became of everything received, by integration; exit code 1 when it does not add up",
        footer = {"", "Example:", "  sluice balance -o json"})
final class BalanceCommand extends EngineCommand {

    @Override
    JsonNode ask(Remote engine) {
        return engine.get("/balance");
    }

    @Override
    String show(JsonNode answer) {
        Table table = new Table(
                "INTEGRATION",
                "RECEIVED",
                "COMPLETED",
                "FILTERED",
                "REJECTED",
                "DUPLICATE",
                "HELD",
                "DEAD",
                "IN DOUBT",
                "IN PROGRESS");
        answer.path("integrations")
                .forEach(line -> table.row(
                        line.path("name").asText(),
                        line.path("received").asText(),
                        line.path("completed").asText(),
                        line.path("filtered").asText(),
                        line.path("rejected").asText(),
                        line.path("duplicate").asText(),
                        line.path("held").asText(),
                        line.path("dead").asText(),
                        line.path("inDoubt").asText(),
                        line.path("inProgress").asText()));
        return table.text("No integrations");
    }

    @Override
    int exitCode(JsonNode answer) {
        for (JsonNode line : answer.path("integrations")) {
            long sum = 0;
            for (String part : new String[] {
                "completed", "filtered", "rejected", "duplicate", "held", "dead", "inDoubt", "inProgress"
            }) {
                sum += line.path(part).asLong();
            }
            if (sum != line.path("received").asLong()) {
                return CommandFailed.FOUND;
            }
        }
        return 0;
    }
}
