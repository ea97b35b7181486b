package io.sluice.catalog.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sluice.catalog.CatalogProblem;
import io.sluice.message.FileProblem;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts environment variables in the place of {@code ${NAME}} and {@code ${NAME:default}}. */
public final class Variables {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");

    private final Map<String, String> values;

    public Variables(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The document with all placeholders replaced; one without value and default is noted and stays. */
    public YamlDocument resolve(YamlDocument document, List<FileProblem> problems) {
        return new YamlDocument(document.file(), value(document.root(), "", document, problems), document.places());
    }

    private JsonNode value(JsonNode node, String pointer, YamlDocument document, List<FileProblem> problems) {
        return switch (node) {
            case ObjectNode map -> {
                var copy = JsonNodeFactory.instance.objectNode();
                map.properties().forEach(e -> {
                    var below = Pointer.below(pointer, e.getKey());
                    copy.set(e.getKey(), value(e.getValue(), below, document, problems));
                });
                yield copy;
            }
            case ArrayNode list -> {
                var copy = JsonNodeFactory.instance.arrayNode();
                for (var item : list) {
                    copy.add(value(item, Pointer.below(pointer, copy.size()), document, problems));
                }
                yield copy;
            }
            case TextNode text
            when text.textValue().contains("${") -> text(text.textValue(), pointer, document, problems);
            default -> node;
        };
    }

    private JsonNode text(String text, String pointer, YamlDocument document, List<FileProblem> problems) {
        var replaced = PLACEHOLDER.matcher(text).replaceAll(match -> {
            var value = value(match);
            if (value == null) {
                problems.add(document.problem(pointer, CatalogProblem.VARIABLE_NOT_SET, match.group(1)));
                return Matcher.quoteReplacement(match.group());
            }
            return Matcher.quoteReplacement(value);
        });
        // A placeholder that is the whole value may stand for a number: port: ${SLUICE_MLLP_PORT:2575}.
        return PLACEHOLDER.matcher(text).matches() ? Scalars.plain(replaced) : TextNode.valueOf(replaced);
    }

    private String value(MatchResult match) {
        var value = values.get(match.group(1));
        return value == null || value.isEmpty() ? match.group(2) : value;
    }
}
