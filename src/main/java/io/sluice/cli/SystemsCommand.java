package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** {@code sluice systems}: what is connected. */
@Command(
        name = "systems",
        mixinStandardHelpOptions = true,
        description = "Connected systems with their listeners and endpoints",
        footer = {"", "Example:", "  sluice systems"})
final class SystemsCommand extends EngineCommand {

    @Override
    JsonNode ask(Remote engine) {
        return engine.get("/systems");
    }

    @Override
    String show(JsonNode answer) {
        Table table = new Table("SYSTEM", "OWNER", "WAY", "NAME", "ADDRESS", "IDEMPOTENT");
        for (JsonNode system : answer.path("systems")) {
            String name = system.path("name").asText();
            String team = text(system, "team");
            system.path("listeners")
                    .forEach(one -> table.row(
                            name,
                            team,
                            "in",
                            one.path("transport").asText() + ":"
                                    + one.path("name").asText(),
                            one.path("host").asText() + ":" + one.path("port").asText()
                                    + (one.path("tls").asBoolean() ? " TLS" : ""),
                            ""));
            system.path("endpoints")
                    .forEach(one -> table.row(
                            name,
                            team,
                            "out",
                            one.path("endpoint").asText(),
                            one.path("address").asText(),
                            one.path("idempotent").asBoolean() ? "yes" : "no"));
        }
        return table.text("No systems");
    }
}
