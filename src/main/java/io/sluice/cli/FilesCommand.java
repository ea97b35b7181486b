package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice files}: which files came, and what became of the records of one. */
@Command(
        name = "files",
        mixinStandardHelpOptions = true,
        description = "Files that came in, newest first; with an id, what became of its records",
        footer = {"", "Examples:", "  sluice files", "  sluice files 019a1b2c-0000-7000-8000-000000000000"})
final class FilesCommand extends EngineCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "<id>", description = "Of one file")
    private String id;

    @Option(names = "--limit", defaultValue = "50", description = "How many at most (default: 50)")
    private int limit;

    @Override
    JsonNode ask(Remote engine) {
        return id == null ? engine.get("/files?limit=" + limit) : engine.get("/files/" + Remote.segment(id));
    }

    @Override
    String show(JsonNode answer) {
        return id == null ? list(answer) : one(answer);
    }

    private String list(JsonNode answer) {
        Table table = new Table(
                "CLAIMED", "FILE", "INTEGRATION", "STATE", "RECORDS", "READ", "SETTLED", "REPORT", "CODE", "ID");
        answer.path("items")
                .forEach(file -> table.row(
                        times().of(file.path("claimedAt")),
                        file.path("file").asText(),
                        file.path("integration").asText(),
                        file.path("state").asText(),
                        file.path("records").asText(),
                        file.path("read").asText(),
                        file.path("settled").asText(),
                        file.path("reported").isTextual() ? "made" : "-",
                        text(file, "code"),
                        file.path("id").asText()));
        return table.text("No files came in");
    }

    private static String one(JsonNode answer) {
        Table table = new Table("STATE OF RECORDS", "NUMBER");
        answer.path("outcomes")
                .properties()
                .forEach(state -> table.row(state.getKey(), state.getValue().asText()));
        JsonNode file = answer.path("file");
        JsonNode report = answer.path("report");
        String told = report.path("delivery").isMissingNode()
                ? ""
                : "%nreport: delivery %s to %s is %s%n"
                        .formatted(
                                report.path("delivery").asText(),
                                report.path("endpoint").asText(),
                                report.path("state").asText());
        return "%s  %s  %s records, %s%n%s%s"
                .formatted(
                        file.path("file").asText(),
                        file.path("state").asText(),
                        file.path("records").asText(),
                        answer.path("balanced").asBoolean() ? "balanced" : "not all of them are known yet",
                        table.text("Nothing of it was taken"),
                        told);
    }
}
