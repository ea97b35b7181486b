package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice tables}: code tables, out and in, and what they lack. */
@Command(
        name = "tables",
        mixinStandardHelpOptions = true,
        description = "Code tables: look, take out, bring in; codes that they lack",
        synopsisSubcommandLabel = "(list | show | export | import | reset | history | unmapped | resolve)",
        subcommands = {
            TablesCommand.ListTables.class,
            TablesCommand.Show.class,
            TablesCommand.Export.class,
            TablesCommand.Import.class,
            TablesCommand.Reset.class,
            TablesCommand.History.class,
            UnmappedCommand.class,
            UnmappedCommand.Resolve.class
        },
        footer = {
            "",
            "Example:",
            "  sluice tables export gender > gender.csv",
            "  sluice tables import gender gender.csv --reason 'X from the new clinic'"
        })
final class TablesCommand {

    /** Which table. */
    static final class Which {

        @Parameters(index = "0", paramLabel = "<table>", description = "Its name")
        private String name;

        @Option(names = "--integration", description = "The own table of an integration; without it a shared one")
        private String integration;

        String path(String more) {
            return "/tables/" + Remote.segment(name) + more
                    + (integration == null ? "" : "?integration=" + Remote.segment(integration));
        }

        String name() {
            return name;
        }
    }

    /** What there is. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Tables in force",
            footer = {"", "Example:", "  sluice tables list"})
    static final class ListTables extends EngineCommand {

        @Override
        JsonNode ask(Remote engine) {
            return engine.get("/tables");
        }

        @Override
        String show(JsonNode answer) {
            Table table = new Table("TABLE", "INTEGRATION", "VERSION", "ROWS", "UNMAPPED", "IMPORTED", "BY", "COLUMNS");
            answer.path("tables")
                    .forEach(one -> table.row(
                            one.path("name").asText(),
                            one.path("integration").asText(),
                            one.path("version").asText(),
                            one.path("rows").asText(),
                            one.path("unmapped").asText(),
                            one.hasNonNull("imported")
                                    ? times().of(one.path("imported").path("at"))
                                    : "",
                            one.path("imported").path("by").asText(""),
                            columns(one)));
            return table.text("No code tables");
        }

        private static String columns(JsonNode one) {
            StringBuilder names = new StringBuilder();
            one.path("columns")
                    .forEach(column -> names.append(names.isEmpty() ? "" : ", ").append(column.asText()));
            return names.toString();
        }
    }

    /** One of them, for people. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "A table in force",
            footer = {"", "Example:", "  sluice tables show sex --integration registrations"})
    static final class Show implements Callable<Integer> {

        @Mixin
        private Output output;

        @Mixin
        private Which which;

        @Override
        public Integer call() {
            String csv = csv(output, which);
            output.line(csv.stripTrailing());
            return 0;
        }
    }

    /** One of them, byte for byte. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "A table in force as CSV, to standard output or a file",
            footer = {"", "Example:", "  sluice tables export gender --to gender.csv"})
    static final class Export implements Callable<Integer> {

        @Mixin
        private Output output;

        @Mixin
        private Which which;

        @Option(names = "--to", paramLabel = "<file>", description = "Written anew")
        private Path file;

        @Override
        public Integer call() {
            String csv = csv(output, which);
            if (file == null) {
                output.out().print(csv);
                output.out().flush();
                return 0;
            }
            try {
                Files.writeString(file, csv);
            } catch (IOException e) {
                throw new CommandFailed(CommandFailed.USAGE, "The file cannot be written: " + file);
            }
            output.line("wrote " + file);
            return 0;
        }
    }

    /** A new version. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Brings a CSV into force, without a restart (role analyst)",
            footer = {"", "Example:", "  sluice tables import gender gender.csv --reason 'X from the new clinic'"})
    static final class Import extends EngineCommand {

        @Mixin
        private Which which;

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

        @Override
        String show(JsonNode answer) {
            return change(which, answer);
        }
    }

    /** Back to the file. */
    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = "Lets the table of the file hold again (role analyst)",
            footer = {"", "Example:", "  sluice tables reset gender --reason 'the file of release 12 has it'"})
    static final class Reset extends EngineCommand {

        @Mixin
        private Which which;

        @Option(names = "--reason", required = true, description = "Why; kept with the record of it")
        private String reason;

        @Override
        JsonNode ask(Remote engine) {
            return engine.post(which.path("/reset"), Map.of("reason", reason));
        }

        @Override
        String show(JsonNode answer) {
            return change(which, answer);
        }
    }

    /** What was imported. */
    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = "Imports of a table, newest first",
            footer = {"", "Example:", "  sluice tables history gender"})
    static final class History extends EngineCommand {

        @Mixin
        private Which which;

        @Override
        JsonNode ask(Remote engine) {
            return engine.get(which.path("/history"));
        }

        @Override
        String show(JsonNode answer) {
            Table table = new Table("AT", "BY", "VERSION", "REASON");
            answer.path("items")
                    .forEach(one -> table.row(
                            times().of(one.path("at")),
                            one.path("by").asText(),
                            one.path("version").asText().isEmpty()
                                    ? "that of the file"
                                    : one.path("version").asText(),
                            one.path("reason").asText()));
            return table.text("Never imported; it is that of the file");
        }
    }

    private static String csv(Output output, Which which) {
        byte[] csv = new Remote(output.surroundings()).bytes(which.path(""), Map.of("Accept", "text/csv"));
        return new String(csv, StandardCharsets.UTF_8);
    }

    private static String change(Which which, JsonNode answer) {
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
        for (int i = 0; i < Math.min(count, 20); i++) {
            text.append(i == 0 ? " (" : ", ").append(change.path(what).get(i).asText());
        }
        return text + (count == 0 ? "" : count > 20 ? ", ...)" : ")") + System.lineSeparator();
    }
}
