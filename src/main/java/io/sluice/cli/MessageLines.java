package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Messages as lines of a list. */
final class MessageLines {

    private MessageLines() {}

    static Table table() {
        return new Table("RECEIVED", "ID", "INTEGRATION", "TYPE", "CONTROL ID", "BYTES", "STATE", "CODE");
    }

    static void add(Table table, JsonNode message, Times times) {
        JsonNode own = own(message);
        table.row(
                times.of(message.path("receivedAt")),
                message.path("id").asText(),
                message.path("integration").asText(),
                message.path("type").asText(),
                message.path("controlId").asText(),
                message.path("size").asText(),
                states(message),
                EngineCommand.text(message, "code").isEmpty()
                        ? EngineCommand.text(own, "code")
                        : EngineCommand.text(message, "code"));
    }

    /** The state of its own integration; in brackets those of subscribers that differ. */
    static String states(JsonNode message) {
        String own = own(message).path("state").asText(message.path("outcome").asText());
        List<String> others = StreamSupport.stream(message.path("runs").spliterator(), false)
                .filter(run -> !run.path("state").asText().equals(own))
                .map(run -> run.path("integration").asText() + " "
                        + run.path("state").asText())
                .distinct()
                .toList();
        return own + (others.isEmpty() ? "" : others.stream().collect(Collectors.joining(", ", " (", ")")));
    }

    private static JsonNode own(JsonNode message) {
        for (JsonNode run : message.path("runs")) {
            if (run.path("integration").equals(message.path("integration"))) {
                return run;
            }
        }
        return MissingNode.getInstance();
    }
}
