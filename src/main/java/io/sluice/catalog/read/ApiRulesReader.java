package io.sluice.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.ApiRules;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.Inflow;
import io.sluice.catalog.yaml.Pointer;
import io.sluice.catalog.yaml.YamlDocument;
import io.sluice.format.json.JsonField;
import io.sluice.message.FileProblem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@code x-sluice} of an OpenAPI file. */
final class ApiRulesReader {

    private static final String KEY = "x-sluice";
    private static final Set<String> WHOLE = Set.of("quota", "deprecation", "sunset", "successor");
    private static final Set<String> OPERATION =
            Set.of("deprecation", "sunset", "successor", "fallback", "gives", "reads", "keys");
    private static final String DURATION = "[1-9][0-9]{0,8}(ms|s|m|h|d)";

    private final YamlDocument document;
    private final List<FileProblem> problems;

    ApiRulesReader(YamlDocument document, List<FileProblem> problems) {
        this.document = document;
        this.problems = problems;
    }

    /** @param pointer of the operation */
    ApiRules read(String pointer, JsonNode operation, boolean reads) {
        JsonNode whole = document.root().path(KEY);
        JsonNode own = operation.path(KEY);
        String place = Pointer.below(pointer, KEY);
        known(Pointer.below("", KEY), whole, WHOLE);
        known(place, own, OPERATION);
        Optional<Duration> fallback = duration(place, own, "fallback");
        if (fallback.isPresent() && !reads) {
            problem(place, "'fallback' is for get: what changes something has no other answer");
        }
        Optional<String> gives = Values.text(own, "gives");
        if (gives.filter(text -> !text.matches("[a-z][a-z0-9-]*/[0-9]+(\\.[0-9]+){0,2}"))
                .isPresent()) {
            problem(place, "'gives' is such as inventory-item/1");
            gives = Optional.empty();
        }
        return new ApiRules(
                quota(whole),
                date(place, own, "deprecation").or(() -> date("/" + KEY, whole, "deprecation")),
                date(place, own, "sunset").or(() -> date("/" + KEY, whole, "sunset")),
                Values.text(own, "successor").or(() -> Values.text(whole, "successor")),
                fallback,
                gives,
                own.path("reads").isArray() ? Values.texts(own.get("reads")) : List.of(),
                keys(place, own.path("keys")));
    }

    private void known(String pointer, JsonNode node, Set<String> keys) {
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                problem(
                        Pointer.below(pointer, key),
                        "'" + key + "' is not one of "
                                + String.join(", ", keys.stream().sorted().toList()));
            }
        });
    }

    private Optional<Inflow> quota(JsonNode whole) {
        JsonNode quota = whole.path("quota");
        if (quota.isMissingNode()) {
            return Optional.empty();
        }
        int requests = quota.path("requests").asInt(0);
        Optional<Duration> per = duration("/" + KEY + "/quota", quota, "per");
        if (requests < 1 || per.isEmpty()) {
            problem("/" + KEY + "/quota", "'quota' is such as {requests: 600, per: 1m}");
            return Optional.empty();
        }
        return Optional.of(new Inflow(requests * 1000.0 / per.get().toMillis(), requests, 0));
    }

    private java.util.Map<String, String> keys(String pointer, JsonNode node) {
        var keys = new TreeMap<String, String>();
        node.properties().forEach(e -> {
            try {
                JsonField.of(e.getValue().asText());
                keys.put(e.getKey(), e.getValue().asText());
            } catch (IllegalArgumentException wrong) {
                problem(Pointer.below(pointer, "keys"), "'" + e.getKey() + "': " + wrong.getMessage());
            }
        });
        return keys;
    }

    private Optional<LocalDate> date(String pointer, JsonNode node, String key) {
        try {
            return Values.text(node, key).map(LocalDate::parse);
        } catch (DateTimeException wrong) {
            problem(Pointer.below(pointer, key), "'" + key + "' is a date in quotes such as \"2027-01-31\"");
            return Optional.empty();
        }
    }

    private Optional<Duration> duration(String pointer, JsonNode node, String key) {
        Optional<String> text = Values.text(node, key);
        if (text.filter(given -> !given.matches(DURATION)).isPresent()) {
            problem(Pointer.below(pointer, key), "'" + key + "' is a time such as 30s, 15m or 24h");
            return Optional.empty();
        }
        return text.map(given -> Values.duration(node.get(key)));
    }

    private void problem(String pointer, String detail) {
        FileProblem problem = document.problem(pointer, CatalogProblem.OPENAPI_INVALID, detail);
        if (!problems.contains(problem)) { // what the document says is read for each operation
            problems.add(problem);
        }
    }
}
