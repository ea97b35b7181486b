package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice trace <id>}: everything that happened to a message. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description = "Explain a message: runs, hops, versions, events, deliveries, attempts, actions",
        footer = {"", "Example:", "  sluice trace 019ab3c1-8a52-7000-8f00-1c2d3e4f5a6b"})
final class TraceCommand extends EngineCommand {

    @Parameters(paramLabel = "<id>", description = "Id of the message")
    private String id;

    @Override
    JsonNode ask(Remote engine) {
        return engine.get("/messages/" + Remote.segment(id));
    }

    @Override
    String show(JsonNode trace) {
        return TraceText.whole(trace, times());
    }
}
