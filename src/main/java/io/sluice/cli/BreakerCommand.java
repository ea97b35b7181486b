package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice breaker}: an operator decides in a breaker's place. */
@Command(
        name = "breaker",
        mixinStandardHelpOptions = true,
        description = "Hold an endpoint's breaker open or closed, or let it decide by itself (role operator)",
        footer = {"", "Example:", "  sluice breaker erp-finance/customers open --reason 'ERP applies twice'"})
final class BreakerCommand extends EngineCommand {

    enum Mode {
        open,
        closed,
        automatic
    }

    @Parameters(index = "0", paramLabel = "<system/name>", description = "The endpoint")
    private String endpoint;

    @Parameters(
            index = "1",
            paramLabel = "open|closed|automatic",
            description = "open: nothing is sent; closed: everything is")
    private Mode mode;

    @Option(names = "--reason", required = true, description = "Why; kept with the record of it")
    private String reason;

    @Override
    JsonNode ask(Remote engine) {
        int slash = endpoint.indexOf('/');
        if (slash < 1) {
            throw new CommandFailed(CommandFailed.USAGE, "An endpoint is named system/name");
        }
        return engine.post(
                "/endpoints/" + Remote.segment(endpoint.substring(0, slash)) + "/"
                        + Remote.segment(endpoint.substring(slash + 1)) + "/breaker",
                Map.of("mode", mode.name().toUpperCase(Locale.ROOT), "reason", reason));
    }

    @Override
    String show(JsonNode answer) {
        return answer.path("target").asText() + ": " + answer.path("state").asText();
    }
}
