package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice message <id>}: one message; with {@code --payload} its content. */
@Command(
        name = "message",
        mixinStandardHelpOptions = true,
        description = "Show one message, or open one of its payloads (role analyst; recorded)",
        footer = {
            "",
            "Stages: original, event.N, delivery.N.request, delivery.N.response",
            "",
            "Example:",
            "  sluice message 019ab3c1-8a52-7000-8f00-1c2d3e4f5a6b --payload original --reason 'ticket 4711'"
        })
final class MessageCommand extends EngineCommand {

    @Parameters(paramLabel = "<id>", description = "Id of the message")
    private String id;

    @Option(names = "--payload", paramLabel = "<stage>", description = "Print this payload instead")
    private String stage;

    @Option(names = "--reason", defaultValue = "", description = "Why it is opened; kept with the record of it")
    private String reason;

    @Override
    public Integer call() {
        if (stage == null) {
            return super.call();
        }
        byte[] body = remote().bytes(
                        "/messages/" + Remote.segment(id) + "/payload/" + Remote.segment(stage),
                        reason.isBlank() ? Map.of() : Map.of("X-Reason", reason));
        // HL7 separates segments by carriage returns, which a terminal would write over each other.
        output.line(new String(body, StandardCharsets.UTF_8)
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .stripTrailing());
        return 0;
    }

    @Override
    JsonNode ask(Remote engine) {
        return engine.get("/messages/" + Remote.segment(id));
    }

    @Override
    String show(JsonNode trace) {
        return TraceText.head(trace, times()) + "\nOpen a payload: --payload original";
    }
}
