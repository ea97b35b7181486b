package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice messages}: finds messages. */
@Command(
        name = "messages",
        mixinStandardHelpOptions = true,
        description = "Find messages, newest first",
        footer = {"", "Example:", "  sluice messages --key mrn:123 --state dead --since 7d"})
final class MessagesCommand extends EngineCommand {

    @Mixin
    private Criteria criteria;

    @Option(names = "--limit", defaultValue = "50", description = "How many at most (default: 50)")
    private int limit;

    @Override
    JsonNode ask(Remote engine) {
        Map<String, Object> body = criteria.body();
        ObjectNode all = Remote.JSON.createObjectNode();
        ArrayNode items = all.putArray("items");
        JsonNode page;
        do {
            body.put("limit", Math.clamp(limit - items.size(), 1, 500));
            page = engine.post("/messages/search", body);
            page.path("items").forEach(items::add);
            body.put("cursor", page.path("next").asText());
            // A page may be short because looking further took long; it goes on where it stopped.
        } while (page.path("next").isTextual() && items.size() < limit);
        all.set("next", page.path("next"));
        return all;
    }

    @Override
    String show(JsonNode answer) {
        Table table = MessageLines.table();
        answer.path("items").forEach(message -> MessageLines.add(table, message, times()));
        return table.text("No such messages") + (answer.path("next").isTextual() ? "\nThere are more: --limit" : "");
    }
}
