package io.sluice.catalog.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.yaml.YamlDocument;

/**
 * Fills in what the author left out, from {@code default} in the schema. Follows {@code $ref}, maps of things, and the
 * {@code if/then} by which a listener or endpoint is chosen by its transport.
 */
public final class Defaults {

    private final JsonNode schema;

    private Defaults(JsonNode schema) {
        this.schema = schema;
    }

    /** The document, which must be free of problems, with all defaults. */
    public static YamlDocument fill(String schemaName, YamlDocument document) {
        var root = document.root().deepCopy();
        var schema = Schemas.tree(schemaName);
        new Defaults(schema).fill(root, schema);
        return new YamlDocument(document.file(), root, document.places());
    }

    private void fill(JsonNode value, JsonNode shape) {
        if (!(value instanceof ObjectNode map)) {
            return;
        }
        if (shape.has("$ref")) {
            fill(value, schema.at(shape.get("$ref").textValue().substring(1)));
        }
        shape.path("properties").properties().forEach(e -> {
            var given = e.getValue().get("default");
            if (given != null && !map.has(e.getKey())) {
                map.set(e.getKey(), given.deepCopy());
            }
            if (map.has(e.getKey())) {
                fill(map.get(e.getKey()), e.getValue());
            }
        });
        if (shape.path("additionalProperties").isObject()) {
            map.properties().stream()
                    .filter(e -> !shape.path("properties").has(e.getKey()))
                    .forEach(e -> fill(e.getValue(), shape.get("additionalProperties")));
        }
        for (var choice : shape.path("allOf")) {
            if (chosen(map, choice.path("if").path("properties"))) {
                fill(map, choice.path("then"));
            }
        }
    }

    private static boolean chosen(ObjectNode map, JsonNode conditions) {
        return conditions.properties().stream()
                .allMatch(c -> c.getValue().path("const").equals(map.path(c.getKey())));
    }
}
