package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice tables unmapped}: codes that a table lacks. */
@Command(
        name = "unmapped",
        mixinStandardHelpOptions = true,
        description = "Codes that a table lacks, seen most first; the codes themselves are shown to analysts",
        footer = {"", "Example:", "  sluice tables unmapped gender"})
final class UnmappedCommand extends EngineCommand {

    @Parameters(index = "0", paramLabel = "<table>", description = "Its name")
    private String name;

    @Option(names = "--all", description = "Resolved ones too")
    private boolean all;

    @Override
    JsonNode ask(Remote engine) {
        return engine.get("/tables/" + Remote.segment(name) + "/unmapped?limit=500" + (all ? "&state=all" : ""));
    }

    @Override
    String show(JsonNode answer) {
        Table table = new Table("CODE", "SEEN", "INTEGRATION", "AT", "FIRST SEEN", "LAST SEEN", "STATE", "BY", "ID");
        answer.path("items")
                .forEach(one -> table.row(
                        text(one, "code"),
                        one.path("seen").asText(),
                        one.path("integration").asText(),
                        one.path("place").asText(),
                        times().of(one.path("firstSeen")),
                        times().of(one.path("lastSeen")),
                        one.path("state").asText(),
                        text(one, "resolution"),
                        one.path("id").asText()));
        return table.text("The table lacks no code that was met");
    }

    /** Off the list, though no table knows it. */
    @Command(
            name = "resolve",
            mixinStandardHelpOptions = true,
            description = "Takes a code off the worklist that will never be in the table (role analyst)",
            footer = {
                "",
                "Example:",
                "  sluice tables resolve gender 7b0c1c58-2c5b-5a8e-9a55-9d2c1f3b7e10 --reason 'a typing error'"
            })
    static final class Resolve extends EngineCommand {

        @Parameters(index = "0", paramLabel = "<table>", description = "Its name")
        private String name;

        @Parameters(index = "1", paramLabel = "<id>", description = "Of the code, as unmapped shows it")
        private String id;

        @Option(names = "--reason", required = true, description = "Why; kept with the record of it")
        private String reason;

        @Override
        JsonNode ask(Remote engine) {
            return engine.post(
                    "/tables/" + Remote.segment(name) + "/unmapped/" + Remote.segment(id) + "/resolve",
                    Map.of("reason", reason));
        }

        @Override
        String show(JsonNode answer) {
            return answer.path("target").asText() + ": " + answer.path("state").asText();
        }
    }
}
