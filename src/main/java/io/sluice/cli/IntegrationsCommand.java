package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Command;

/** {@code sluice integrations}: what is configured to run. */
@Command(
        name = "integrations",
        mixinStandardHelpOptions = true,
        description = "Integrations with owner, tier and connections; refused ones with their problems",
        footer = {"", "Example:", "  sluice integrations"})
final class IntegrationsCommand extends EngineCommand {

    @Override
    JsonNode ask(Remote engine) {
        return engine.get("/integrations");
    }

    @Override
    String show(JsonNode answer) {
        Table table = new Table("NAME", "STATE", "VERSION", "TIER", "OWNER", "TAKES", "PUBLISHES", "SENDS");
        StringJoiner problems = new StringJoiner("\n");
        for (JsonNode one : answer.path("integrations")) {
            table.row(
                    one.path("name").asText(),
                    one.path("state").asText(),
                    text(one, "version"),
                    text(one, "criticality"),
                    text(one, "team"),
                    words(one.path("takes")),
                    String.join(
                            " ",
                            one.path("publishes")
                                    .propertyStream()
                                    .map(Map.Entry::getKey)
                                    .toList()),
                    words(one.path("sends")));
            one.path("problems").forEach(problem -> problems.add(problem.asText()));
        }
        return table.text("No integrations") + (problems.length() == 0 ? "" : "\n\n" + problems);
    }

    @Override
    int exitCode(JsonNode answer) {
        for (JsonNode one : answer.path("integrations")) {
            if (one.path("state").asText().equals("refused")) {
                return CommandFailed.FOUND;
            }
        }
        return 0;
    }

    static String words(JsonNode list) {
        StringJoiner words = new StringJoiner(" ");
        list.forEach(word -> words.add(word.asText()));
        return words.toString();
    }
}
