package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** {@code sluice endpoints}: where deliveries go. */
@Command(
        name = "endpoints",
        mixinStandardHelpOptions = true,
        description = "Endpoints: breaker, pause, attempts under way, last outcome",
        footer = {"", "Example:", "  sluice endpoints -o json"})
final class EndpointsCommand extends EngineCommand {

    @Override
    JsonNode ask(Remote engine) {
        return engine.get("/endpoints");
    }

    @Override
    String show(JsonNode answer) {
        Table table = new Table(
                "ENDPOINT",
                "TRANSPORT",
                "BREAKER",
                "DECIDED BY",
                "PAUSED",
                "OPENS",
                "SENDING",
                "HELD UP",
                "LAST",
                "CODE",
                "AT");
        answer.path("endpoints")
                .forEach(one -> table.row(
                        one.path("endpoint").asText(),
                        one.path("transport").asText(),
                        one.path("breaker").asText(),
                        one.path("mode").asText().equals("AUTOMATIC") ? "itself" : "operator",
                        one.path("paused").asBoolean() ? "yes" : "",
                        times().of(one.path("opensAt")),
                        one.path("inFlight").asText(),
                        heldUp(one.path("limit")),
                        text(one, "lastOutcome"),
                        text(one, "lastCode"),
                        times().of(one.path("lastAt"))));
        return table.text("No endpoints");
    }

    /** How often work had to wait for its limits; nothing where there was no need. */
    private static String heldUp(JsonNode limit) {
        return limit.path("heldUp").asLong() == 0 ? "" : limit.path("heldUp").asText();
    }
}
