package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice contract}: data contracts. */
@Command(
        name = "contract",
        mixinStandardHelpOptions = true,
        description = "Data contracts",
        synopsisSubcommandLabel = "(list | show)",
        subcommands = {ContractCommand.ListContracts.class, ContractCommand.Show.class},
        footer = {"", "Example:", "  sluice contract show patient"})
final class ContractCommand {

    /** All versions. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "All contracts and versions",
            footer = {"", "Example:", "  sluice contract list"})
    static final class ListContracts extends EngineCommand {

        @Override
        JsonNode ask(Remote engine) {
            return engine.get("/contracts");
        }

        @Override
        String show(JsonNode answer) {
            Table table = new Table("ENTITY", "VERSION", "STATUS", "CLASS", "OWNER", "DESCRIPTION");
            answer.path("contracts")
                    .forEach(one -> table.row(
                            one.path("entity").asText(),
                            one.path("version").asText(),
                            one.path("status").asText(),
                            one.path("classification").asText(),
                            text(one, "owner"),
                            text(one, "description")));
            return table.text("No contracts");
        }
    }

    /** One with its fields. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "The fields of a contract",
            footer = {"", "Example:", "  sluice contract show patient 1"})
    static final class Show extends EngineCommand {

        @Parameters(index = "0", paramLabel = "<entity>", description = "For example patient")
        private String entity;

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "<version>",
                defaultValue = "newest",
                description = "1, 1.2, 1.2.0 (default: the newest)")
        private String version;

        @Override
        JsonNode ask(Remote engine) {
            return engine.get("/contracts/" + Remote.segment(entity) + "/" + Remote.segment(version));
        }

        @Override
        String show(JsonNode contract) {
            Table table = new Table("FIELD", "TYPE", "REQUIRED", "CLASS", "VALUES");
            contract.path("fields")
                    .forEach(field -> table.row(
                            field.path("path").asText(),
                            field.path("type").asText(),
                            field.path("required").asBoolean() ? "yes" : "",
                            field.path("classification").asText(),
                            IntegrationsCommand.words(field.path("allowed"))));
            return contract.path("entity").asText() + " "
                    + contract.path("version").asText() + ", "
                    + contract.path("status").asText() + ", owner " + text(contract, "owner") + "\n"
                    + table.text("No fields");
        }
    }
}
