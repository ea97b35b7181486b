package io.sluice.engine.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sluice.format.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes what came of a test what it expects: {@code expect:} is written anew, everything else of the file stays as it
 * is, comments included. Keys that the test did not compare are not added, but for {@code state} and
 * {@code deadLetter}. Data that stands in a file beside the test is written there.
 */
final class Acceptance {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    /** From {@code expect:} to the next key at the beginning of a line. */
    private static final Pattern EXPECT =
            Pattern.compile("^expect:.*\\R?(?:(?:[ \\t#-].*)?\\R|[ \\t#-].*\\z)*", Pattern.MULTILINE);

    private final TestFile file;
    private final Map<String, Object> came;
    private final Map<String, String> written = new LinkedHashMap<>();

    private Acceptance(TestFile file, TestOutcome outcome) {
        this.file = file;
        this.came = outcome.tree();
    }

    /** Files with the content that they shall have, by their path as {@link TestFile#name()}. */
    static Map<String, String> of(TestFile file, String text, TestOutcome outcome) {
        Acceptance acceptance = new Acceptance(file, outcome);
        acceptance.write(text);
        return acceptance.written;
    }

    private void write(String text) {
        String expect = yaml(Map.of("expect", expect()));
        Matcher before = EXPECT.matcher(text);
        String changed = before.find()
                ? text.substring(0, before.start()) + expect + text.substring(before.end())
                : text.stripTrailing() + "\n" + expect;
        written.put(file.name(), changed);
    }

    private Map<String, Object> expect() {
        IntegrationTest.Expect named = file.test().expect();
        boolean nothingNamed = named.saysNothing();
        Map<String, Object> expect = new LinkedHashMap<>();
        put(expect, "ack", nothingNamed || named.ack() != null);
        put(expect, "status", nothingNamed || named.status() != null);
        put(expect, "state", true);
        put(expect, "reason", nothingNamed || named.reason() != null);
        if (nothingNamed || named.events() != null) {
            expect.put("events", each("events", named.events(), IntegrationTest.Event::file, "data"));
        }
        if (nothingNamed || named.deliveries() != null) {
            expect.put("deliveries", each("deliveries", named.deliveries(), IntegrationTest.Delivery::file, "body"));
        }
        put(expect, "masked", nothingNamed || named.masked() != null);
        put(expect, "flags", nothingNamed || named.flags() != null);
        put(expect, "deadLetter", true);
        return expect;
    }

    private void put(Map<String, Object> expect, String key, boolean wanted) {
        if (wanted && came.get(key) != null) {
            expect.put(key, came.get(key));
        }
    }

    private interface BesideOf<T> {
        String file(T one);
    }

    private <T> List<?> each(String what, List<T> named, BesideOf<T> beside, String content) {
        List<?> all = came.get(what) instanceof List<?> list ? list : List.of();
        boolean keys = named instanceof List<?> list
                && list.stream().anyMatch(one -> one instanceof IntegrationTest.Event event && event.key() != null);
        return java.util.stream.IntStream.range(0, all.size())
                .mapToObj(i -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    ((Map<?, ?>) all.get(i)).forEach((key, value) -> one.put(key.toString(), value));
                    if (!keys) {
                        one.remove("key");
                    }
                    String other = named != null && i < named.size() ? beside.file(named.get(i)) : null;
                    if (other != null) {
                        moveAside(one, content, other);
                    }
                    return one;
                })
                .toList();
    }

    private void moveAside(Map<String, Object> one, String content, String other) {
        Object data = one.remove(content);
        String text =
                data == null ? one.remove("text") + "\n" : new String(Json.write(data), StandardCharsets.UTF_8) + "\n";
        one.put("file", other);
        written.put(file.name().substring(0, file.name().lastIndexOf('/') + 1) + other, text);
    }

    private static String yaml(Map<String, Object> tree) {
        try {
            return YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of maps, lists and plain values can be written", e);
        }
    }
}
