package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice deliveries}: what went where. */
@Command(
        name = "deliveries",
        mixinStandardHelpOptions = true,
        description = "Deliveries, newest message first",
        footer = {"", "Example:", "  sluice deliveries --endpoint erp-finance/customers --state dead"})
final class DeliveriesCommand extends EngineCommand {

    @Option(names = "--endpoint", paramLabel = "<system/name>", description = "Only to this endpoint")
    private String endpoint;

    @Option(names = "--state", description = "queued, sending, delivered, in-doubt, dead, discarded, superseded")
    private String state;

    @Option(names = "--limit", defaultValue = "50", description = "How many at most (default: 50)")
    private int limit;

    @Override
    JsonNode ask(Remote engine) {
        return engine.get("/deliveries?limit=" + limit + parameter("endpoint", endpoint) + parameter("state", state));
    }

    @Override
    String show(JsonNode answer) {
        Table table =
                new Table("CREATED", "MESSAGE", "INTEGRATION", "ENDPOINT", "STATE", "REV", "ATTEMPTS", "CODE", "ID");
        answer.path("items")
                .forEach(one -> table.row(
                        times().of(one.path("createdAt")),
                        one.path("messageId").asText(),
                        one.path("integration").asText(),
                        one.path("endpoint").asText(),
                        one.path("state").asText(),
                        one.path("revision").asText(),
                        one.path("attempts").asText(),
                        text(one, "code"),
                        one.path("id").asText()));
        return table.text("No such deliveries");
    }

    static String parameter(String name, String value) {
        return value == null ? "" : "&" + name + "=" + Remote.segment(value);
    }
}
