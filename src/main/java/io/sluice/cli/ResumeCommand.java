package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice resume}: what waited goes on, in order. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Let an integration or an endpoint go on, in order (role operator)",
        footer = {"", "Example:", "  sluice resume erp-finance/customers --reason 'upgrade done'"})
final class ResumeCommand extends EngineCommand {

    @Mixin
    private Target target;

    @Override
    JsonNode ask(Remote engine) {
        return engine.post(target.path("resume"), target.reason());
    }

    @Override
    String show(JsonNode answer) {
        return answer.path("target").asText() + " goes on";
    }
}
