package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice dead}: what waits for a person. */
@Command(
        name = "dead",
        mixinStandardHelpOptions = true,
        description = "Dead letters: by cause, one by one, discarded",
        synopsisSubcommandLabel = "(groups | list | show | fix | discard)",
        subcommands = {
            DeadCommand.Groups.class,
            DeadCommand.ListLetters.class,
            DeadCommand.Show.class,
            DeadCommand.Fix.class,
            DeadCommand.Discard.class
        },
        footer = {"", "Example:", "  sluice dead groups"})
final class DeadCommand {

    /** A group for each line. */
    static String groups(JsonNode groups) {
        Table table =
                new Table("COUNT", "IN DOUBT", "INTEGRATION", "HOP", "CODE", "RULE", "ENDPOINT", "OWNER", "OLDEST");
        for (JsonNode group : groups) {
            JsonNode cause = group.path("cause");
            table.row(
                    group.path("count").asText(),
                    group.path("inDoubt").asInt() == 0
                            ? ""
                            : group.path("inDoubt").asText(),
                    cause.path("integration").asText(),
                    cause.path("hop").asText(),
                    cause.path("code").asText(),
                    cause.path("rule").asText(),
                    cause.path("endpoint").asText(),
                    EngineCommand.text(group, "owner"),
                    Times.age(group.path("oldest"), Instant.now()));
        }
        return table.text("No dead letters");
    }

    /** By cause. */
    @Command(
            name = "groups",
            mixinStandardHelpOptions = true,
            description = "Dead letters counted by cause; exit code 1 when there are any",
            footer = {"", "Example:", "  sluice dead groups"})
    static final class Groups extends EngineCommand {

        @Override
        JsonNode ask(Remote engine) {
            return engine.get("/deadletters/groups");
        }

        @Override
        String show(JsonNode answer) {
            return groups(answer.path("groups"));
        }

        @Override
        int exitCode(JsonNode answer) {
            return answer.path("groups").isEmpty() ? 0 : CommandFailed.FOUND;
        }
    }

    /** One by one. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Dead letters, newest message first",
            footer = {"", "Example:", "  sluice dead list --code send.refused --endpoint erp-finance/customers"})
    static final class ListLetters extends EngineCommand {

        @Mixin
        private CauseOptions cause;

        @Option(names = "--state", description = "dead, in-doubt, held")
        private String state;

        @Option(names = "--limit", defaultValue = "50", description = "How many at most (default: 50)")
        private int limit;

        @Override
        JsonNode ask(Remote engine) {
            StringBuilder query = new StringBuilder("/deadletters?limit=" + limit);
            cause.parts().forEach((name, value) -> query.append(DeliveriesCommand.parameter(name, value)));
            return engine.get(
                    query.append(DeliveriesCommand.parameter("state", state)).toString());
        }

        @Override
        String show(JsonNode answer) {
            Table table = new Table(
                    "AT", "ID", "KIND", "STATE", "INTEGRATION", "HOP", "CODE", "RULE", "ENDPOINT", "ATTEMPTS", "OWNER");
            for (JsonNode letter : answer.path("items")) {
                JsonNode because = letter.path("cause");
                table.row(
                        times().of(letter.path("at")),
                        letter.path("id").asText(),
                        letter.path("kind").asText(),
                        letter.path("state").asText(),
                        because.path("integration").asText(),
                        because.path("hop").asText(),
                        because.path("code").asText(),
                        because.path("rule").asText(),
                        because.path("endpoint").asText(),
                        letter.path("attempts").asText(),
                        text(letter, "owner"));
            }
            return table.text("No such dead letters")
                    + (answer.path("next").isTextual() ? "\nThere are more: --limit" : "");
        }
    }

    /** One with its story. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One dead letter with all attempts and versions",
            footer = {"", "Example:", "  sluice dead show 5f0c1c58-2c5b-5a8e-9a55-9d2c1f3b7e10"})
    static final class Show extends EngineCommand {

        @Parameters(paramLabel = "<id>", description = "Id of the dead letter")
        private String id;

        @Override
        JsonNode ask(Remote engine) {
            return engine.get("/deadletters/" + Remote.segment(id));
        }

        @Override
        String show(JsonNode answer) {
            JsonNode letter = answer.path("deadLetter");
            StringJoiner text = new StringJoiner("\n");
            text.add("Dead letter  " + letter.path("id").asText() + "  "
                    + letter.path("kind").asText() + "  " + letter.path("state").asText());
            text.add("Cause        "
                    + IntegrationsCommand.words(letter.path("cause")).strip());
            text.add("Owner        " + text(letter, "owner"));
            text.add(TraceText.whole(answer.path("trace"), times()));
            text.add("\nWhat to do: sluice replay plan --id "
                    + letter.path("id").asText() + " --reason '...'   or   sluice dead discard");
            return text.toString();
        }
    }

    /** Goes on with other bytes. */
    @Command(
            name = "fix",
            mixinStandardHelpOptions = true,
            description = "Go on with a corrected payload, as a new revision; the original stays (role analyst)",
            footer = {
                "",
                "Example:",
                "  sluice dead fix 5f0c1c58-2c5b-5a8e-9a55-9d2c1f3b7e10 --file fixed.hl7 --reason 'PID-3 was empty'"
            })
    static final class Fix extends EngineCommand {

        @Parameters(paramLabel = "<id>", description = "Id of the dead letter")
        private String id;

        @Option(names = "--file", required = true, description = "The corrected payload, sent byte for byte")
        private Path file;

        @Option(names = "--reason", required = true, description = "Why; kept with the record of it")
        private String reason;

        @Override
        JsonNode ask(Remote engine) {
            try {
                String base64 = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
                return engine.post(
                        "/deadletters/" + Remote.segment(id) + "/fix", Map.of("base64", base64, "reason", reason));
            } catch (IOException e) {
                throw new CommandFailed(CommandFailed.USAGE, "Cannot read " + file);
            }
        }

        @Override
        String show(JsonNode answer) {
            return "Goes on as " + answer.path("result").asText();
        }
    }

    /** Ended for good. */
    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = "End dead letters for good; what waits behind them goes on (role operator)",
            footer = {
                "",
                "Example:",
                "  sluice dead discard 5f0c1c58-2c5b-5a8e-9a55-9d2c1f3b7e10 --reason 'test patient'"
            })
    static final class Discard extends EngineCommand {

        @Parameters(arity = "1..*", paramLabel = "<id>", description = "Ids of dead letters")
        private List<String> ids;

        @Option(names = "--reason", required = true, description = "Why; kept with the record of it")
        private String reason;

        @Override
        JsonNode ask(Remote engine) {
            return engine.post("/deadletters/discard", Map.of("ids", ids, "reason", reason));
        }

        @Override
        String show(JsonNode answer) {
            return answer.path("discarded").asText() + " discarded";
        }
    }
}
