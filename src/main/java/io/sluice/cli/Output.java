package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command answers; every command has it. */
final class Output {

    enum Form {
        table,
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json",
            defaultValue = "table",
            description = "table for people (default), json for programs")
    private Form form;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    boolean json() {
        return form == Form.json;
    }

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    Surroundings surroundings() {
        return ((Sluice) command.root().userObject()).surroundings();
    }

    void print(JsonNode answer, Supplier<String> table) {
        line(json() ? answer.toPrettyString() : table.get());
    }

    void line(String text) {
        out().println(text);
        out().flush();
    }
}
