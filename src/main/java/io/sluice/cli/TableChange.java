package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Another version of a code table comes into force; said is what changes by it. */
abstract class TableChange extends EngineCommand {

    private static final int MOST_KEYS = 20;

    @Mixin
    OneTable which;

    @Override
    String show(JsonNode answer) {
        JsonNode change = answer.path("change");
        return "%s %s: %d rows, version %s (was %s)%n%s%s%s%s"
                .formatted(
                        answer.path("done").asBoolean() ? "In force:" : "Would be in force:",
                        which.name(),
                        change.path("rows").asInt(),
                        change.path("version").asText(),
                        change.path("before").asText(),
                        keys("added", change),
                        keys("changed", change),
                        keys("removed", change),
                        "codes of the worklist that it knows now: "
                                + answer.path("resolved").asInt());
    }

    private static String keys(String what, JsonNode change) {
        int count = change.path(what).size();
        StringBuilder text = new StringBuilder(what + ": " + count);
        for (int i = 0; i < Math.min(count, MOST_KEYS); i++) {
            text.append(i == 0 ? " (" : ", ").append(change.path(what).get(i).asText());
        }
        return text + (count == 0 ? "" : count > MOST_KEYS ? ", ...)" : ")") + System.lineSeparator();
    }

    /** A new version. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Brings a CSV into force, without a restart (role analyst)",
            footer = {"", "Example:", "  sluice tables import gender gender.csv --reason 'X from the new clinic'"})
    static final class Import extends TableChange {

        @Parameters(index = "1", paramLabel = "<file>", description = "CSV with the columns of the table in force")
        private Path file;

        @Option(names = "--reason", description = "Why; kept with the record of it")
        private String reason;

        @Option(names = "--plan", description = "Only say what would change")
        private boolean plan;

        @Override
        JsonNode ask(Remote engine) {
            if (!plan && reason == null) {
                throw new CommandFailed(CommandFailed.USAGE, "Give --reason, or --plan to see what would change");
            }
            try {
                String csv = Files.readString(file);
                return engine.post(
                        which.path(""), plan ? Map.of("csv", csv, "plan", true) : Map.of("csv", csv, "reason", reason));
            } catch (IOException e) {
                throw new CommandFailed(CommandFailed.USAGE, "The file cannot be read: " + file);
            }
        }
    }

    /** Back to the file. */
    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = "Lets the table of the file hold again (role analyst)",
            footer = {"", "Example:", "  sluice tables reset gender --reason 'the file of release 12 has it'"})
    static final class Reset extends TableChange {

        @Option(names = "--reason", required = true, description = "Why; kept with the record of it")
        private String reason;

        @Override
        JsonNode ask(Remote engine) {
            return engine.post(which.path("/reset"), Map.of("reason", reason));
        }
    }
}
