package io.sluice.catalog.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/** The reference page of a file, made of its schema: every key with its form, its default and its meaning. */
public final class SchemaReference {

    private final JsonNode schema;
    private final StringBuilder page = new StringBuilder();

    private SchemaReference(JsonNode schema) {
        this.schema = schema;
    }

    /** Markdown. */
    public static String markdown(String name) {
        var reference = new SchemaReference(Schemas.tree(name));
        reference.head(name);
        reference.keys("", reference.schema);
        return reference.page.toString();
    }

    private void head(String name) {
        page.append("## ").append(name).append("\n\n").append(schema.path("description").asText()).append("\n\n");
        page.append("Files: `").append(String.join("`, `", Schemas.files(name))).append("`\n\n");
        page.append("| key | value | default | meaning |\n|---|---|---|---|\n");
    }

    private void keys(String prefix, JsonNode shape) {
        shape.path("properties").properties().forEach(e -> {
            var required = shape.path("required").valueStream().anyMatch(r -> r.asText().equals(e.getKey()));
            row(prefix + e.getKey(), e.getValue(), required);
        });
        if (shape.path("additionalProperties").isObject()) {
            below(prefix + "<name>", shape.get("additionalProperties"));
        }
        for (var choice : shape.path("allOf")) {
            var transport = choice.at("/if/properties/transport/const").asText();
            below(prefix.substring(0, prefix.length() - 1) + " (" + transport + ")", choice.path("then"));
        }
    }

    private void row(String key, JsonNode declared, boolean required) {
        var shape = resolved(declared);
        var fallback = declared.path("default");
        // An empty map as a default only says that its own keys have defaults.
        var shown = fallback.isMissingNode() || fallback.isObject() ? "" : "`" + fallback + "`";
        page.append("| `").append(key).append("` | ").append(form(shape));
        page.append(" | ").append(required ? "required" : shown).append(" | ");
        page.append(declared.path("description").asText(shape.path("description").asText())).append(" |\n");
        below(key, declared);
    }

    private void below(String key, JsonNode declared) {
        var shape = resolved(declared);
        // A field of a contract may hold fields: one level says it.
        if (key.chars().filter(c -> c == '.').count() < 6) {
            keys(key + ".", shape.has("items") && !shape.has("properties") ? resolved(shape.get("items")) : shape);
        }
    }

    private JsonNode resolved(JsonNode shape) {
        return shape.has("$ref") ? schema.at(shape.get("$ref").textValue().substring(1)) : shape;
    }

    private static String form(JsonNode shape) {
        if (shape.has("enum")) {
            return shape.get("enum").valueStream().map(v -> "`" + v.asText() + "`").collect(Collectors.joining(", "));
        }
        if (shape.has("const")) {
            return "`" + shape.get("const").asText() + "`";
        }
        return shape.path("title").asText(shape.path("type").asText("any")).replace("|", "\\|");
    }
}
