package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice tail}: messages as they come. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = "Show messages as they come, until Ctrl-C",
        footer = {"", "Example:", "  sluice tail --integration admissions"})
final class TailCommand implements Callable<Integer> {

    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int REMEMBERED = 5_000;

    @Mixin
    private Output output;

    @Mixin
    private Criteria criteria;

    @Option(names = "--for", paramLabel = "<seconds>", hidden = true, description = "End after so many seconds")
    private Integer seconds;

    @Override
    public Integer call() throws InterruptedException {
        Remote engine = new Remote(output.surroundings());
        Set<String> seen = new LinkedHashSet<>();
        Instant end = seconds == null ? Instant.MAX : Instant.now().plusSeconds(seconds);
        boolean first = true;
        do {
            List<JsonNode> fresh = fresh(engine, seen, first);
            fresh.forEach(this::print);
            first = false;
            Thread.sleep(BETWEEN);
        } while (Instant.now().isBefore(end));
        return 0;
    }

    /** Those not shown yet, oldest first. The first look shows the last ten. */
    private List<JsonNode> fresh(Remote engine, Set<String> seen, boolean first) {
        Map<String, Object> body = criteria.body();
        body.put("limit", first ? 10 : 200);
        List<JsonNode> fresh = new ArrayList<>();
        engine.post("/messages/search", body).path("items").forEach(message -> {
            if (seen.add(message.path("id").asText())) {
                fresh.add(message);
            }
        });
        while (seen.size() > REMEMBERED) {
            seen.remove(seen.iterator().next());
        }
        Collections.reverse(fresh);
        return fresh;
    }

    private void print(JsonNode message) {
        if (output.json()) {
            output.line(message.toString());
            return;
        }
        Times times = new Times(output.surroundings().zone(), Instant.now());
        output.line("%s  %s  %-14s %-8s %-20s %s"
                .formatted(
                        times.of(message.path("receivedAt")),
                        message.path("id").asText(),
                        message.path("integration").asText(),
                        message.path("type").asText(),
                        message.path("controlId").asText(),
                        MessageLines.states(message)));
    }
}
