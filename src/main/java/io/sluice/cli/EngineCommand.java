package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that asks the engine something and shows the answer. */
abstract class EngineCommand implements Callable<Integer> {

    @Mixin
    Output output;

    Remote remote() {
        return new Remote(output.surroundings());
    }

    Times times() {
        return new Times(output.surroundings().zone(), Instant.now());
    }

    /** Asks, and prints for people what {@link #show} makes of the answer, or the answer itself for programs. */
    @Override
    public Integer call() {
        JsonNode answer = ask(remote());
        output.print(answer, () -> show(answer));
        return exitCode(answer);
    }

    abstract JsonNode ask(Remote engine);

    abstract String show(JsonNode answer);

    int exitCode(JsonNode answer) {
        return 0;
    }

    /** The text of a field, empty when it is not there. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }
}
