package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
            TableChange.Import.class,
            TableChange.Reset.class,
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
        private OneTable which;

        @Override
        public Integer call() {
            String csv = which.csv(output);
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
        private OneTable which;

        @Option(names = "--to", paramLabel = "<file>", description = "Written anew")
        private Path file;

        @Override
        public Integer call() {
            String csv = which.csv(output);
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

    /** What was imported. */
    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = "Imports of a table, newest first",
            footer = {"", "Example:", "  sluice tables history gender"})
    static final class History extends EngineCommand {

        @Mixin
        private OneTable which;

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
}
