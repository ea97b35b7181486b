package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice actions}: what was done by hand. */
@Command(
        name = "actions",
        mixinStandardHelpOptions = true,
        description = "What was done by hand, newest first (role analyst)",
        footer = {"", "Example:", "  sluice actions --target endpoint:erp-finance/customers"})
final class ActionsCommand extends EngineCommand {

    @Option(names = "--target", description = "message:<id>, replay:<id>, integration:<name>, endpoint:<system/name>")
    private String target;

    @Option(names = "--limit", defaultValue = "50", description = "How many at most (default: 50)")
    private int limit;

    @Override
    JsonNode ask(Remote engine) {
        return engine.get("/actions?limit=" + limit + DeliveriesCommand.parameter("target", target));
    }

    @Override
    String show(JsonNode answer) {
        Table table = new Table("AT", "BY", "ROLE", "ACTION", "TARGET", "REASON");
        answer.path("items")
                .forEach(one -> table.row(
                        times().of(one.path("at")),
                        one.path("actor").path("name").asText(),
                        one.path("actor").path("role").asText(),
                        one.path("verb").asText(),
                        one.path("target").asText(),
                        text(one, "reason")));
        return table.text("Nothing was done by hand");
    }
}
