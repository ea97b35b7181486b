package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice alerts}: what waits longer than its tier allows. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = "What waits longer than its tier allows, with its owner and who is to know; the oldest first",
        footer = {"", "Example:", "  sluice alerts --all"})
final class AlertsCommand extends EngineCommand {

    @Option(names = "--all", description = "Those that have ended too, the newest first")
    private boolean all;

    @Override
    JsonNode ask(Remote engine) {
        return engine.get("/alerts" + (all ? "?all=true" : ""));
    }

    @Override
    String show(JsonNode answer) {
        Table table =
                new Table("WAITS", "INTEGRATION", "ENDPOINT", "COUNT", "SINCE", "RAISED", "ENDED", "OWNER", "TELL");
        answer.path("alerts")
                .forEach(one -> table.row(
                        one.path("cause").path("kind").asText(),
                        one.path("cause").path("integration").asText(),
                        one.path("cause").path("endpoint").asText(),
                        one.path("count").asText(),
                        times().of(one.path("since")),
                        times().of(one.path("raisedAt")),
                        times().of(one.path("endedAt")),
                        one.path("cause").path("owner").asText(),
                        one.path("cause").path("escalateTo").asText()));
        return table.text("Nothing waits longer than it may");
    }
}
