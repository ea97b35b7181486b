package io.sluice.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.torture.Evidence.Applied;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the receivers of the {@link Crossings} have, each asked in its own way. */
final class CrossingTargets {

    static final String HTTP = "crossing/http";
    static final String FOLDER = "crossing/folder";
    static final String TOPIC = "crossing/topic";
    static final String CALLED = "crossing/called";
    static final String ONCE = "crossing/once";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Topics topics;
    private final String topic;
    private final Path folder;

    CrossingTargets(Topics topics, String topic, Path folder) {
        this.topics = topics;
        this.topic = topic;
        this.folder = folder;
    }

    /** By target, in the order in which each applied it. */
    Map<String, List<Applied>> applied(Targets simulators) {
        return Map.of(
                HTTP, simulators.crossing("/crossing"),
                FOLDER, inFolder(),
                TOPIC, onTopic(),
                CALLED, simulators.crossing("/called"),
                ONCE, simulators.eachTime("/once"));
    }

    /** In the order of their numbers, which is that in which they were written. */
    private List<Applied> inFolder() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.comparingLong(file -> Long.parseLong(part(file, 0))))
                    .map(file -> applied(read(file), part(file, 1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String part(Path file, int which) {
        return file.getFileName().toString().replace(".json", "").split("_")[which];
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Applied> onTopic() {
        return topics.all(Set.of(topic)).stream()
                .map(one -> applied(one.value(), Topics.header(one.headers(), "Idempotency-Key")))
                .toList();
    }

    private static Applied applied(byte[] body, String key) {
        try {
            JsonNode json = JSON.readTree(body);
            return new Applied(
                    json.path("key").asText(), json.path("number").asInt(), key, Integer.toString(json.hashCode()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
