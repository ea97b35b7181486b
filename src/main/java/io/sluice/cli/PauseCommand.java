package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice pause}: work waits; receiving goes on. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Halt an integration or an endpoint; what arrives waits (role operator)",
        footer = {"", "Example:", "  sluice pause erp-finance/customers --reason 'ERP upgrade until noon'"})
final class PauseCommand extends EngineCommand {

    @Mixin
    private Target target;

    @Override
    JsonNode ask(Remote engine) {
        return engine.post(target.path("pause"), target.reason());
    }

    @Override
    String show(JsonNode answer) {
        return answer.path("target").asText() + " is paused; work waits";
    }
}
