package io.sluice.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.yaml.Pointer;
import io.sluice.catalog.yaml.YamlDocument;
import io.sluice.contract.BodySchema;
import io.sluice.message.FileProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The schemas of an OpenAPI document: of what an operation takes and of what it answers, where they are JSON.
 * References lead into {@code components} of the same document. A request without a body is
 * {@code {operation, path, query}}, so that the schema of its parameters is one of that.
 */
final class BodySchemas {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> NUMBERS = Set.of("integer", "number");
    private static final String INTEGER = "^-?[0-9]{1,18}$";
    private static final String NUMBER = "^-?[0-9]{1,18}(\\.[0-9]{1,18})?$";

    private final YamlDocument document;
    private final List<FileProblem> problems;

    BodySchemas(YamlDocument document, List<FileProblem> problems) {
        this.document = document;
        this.problems = problems;
    }

    Optional<BodySchema> takes(String pointer, JsonNode operation, JsonNode item) {
        var body = operation.path("requestBody");
        return body.isMissingNode()
                ? parameters(operation, item).flatMap(schema -> compile(pointer, schema))
                : json(body).flatMap(schema -> compile(pointer, schema));
    }

    /** By status, {@code default} for all others. */
    Map<String, BodySchema> gives(String pointer, JsonNode operation) {
        var schemas = new TreeMap<String, BodySchema>();
        operation
                .path("responses")
                .properties()
                .forEach(e -> json(e.getValue())
                        .flatMap(schema ->
                                compile(Pointer.below(Pointer.below(pointer, "responses"), e.getKey()), schema))
                        .ifPresent(schema -> schemas.put(e.getKey(), schema)));
        return schemas;
    }

    private static Optional<JsonNode> json(JsonNode holder) {
        for (var type : holder.path("content").properties()) {
            boolean json = type.getKey().toLowerCase(java.util.Locale.ROOT).matches("application/([a-z.-]+\\+)?json");
            if (json && type.getValue().has("schema")) {
                return Optional.of(type.getValue().get("schema"));
            }
        }
        return Optional.empty();
    }

    /** Values of path and query are text, so that a number is a text of digits. */
    private static Optional<JsonNode> parameters(JsonNode operation, JsonNode item) {
        ObjectNode whole = NODES.objectNode();
        boolean any = false;
        for (JsonNode list : List.of(item.path("parameters"), operation.path("parameters"))) {
            for (JsonNode parameter : list) {
                var in = parameter.path("in").asText();
                if ((in.equals("path") || in.equals("query")) && parameter.has("schema")) {
                    any = true;
                    var holder = whole.withObject("/properties/" + in);
                    var name = parameter.path("name").asText();
                    holder.withObject("/properties").set(name, asText(parameter.get("schema")));
                    if (parameter.path("required").asBoolean(false)) {
                        holder.withArray("/required").add(name);
                    }
                }
            }
        }
        return any ? Optional.of(whole) : Optional.empty();
    }

    private static JsonNode asText(JsonNode schema) {
        var type = schema.path("type").asText();
        return NUMBERS.contains(type)
                ? NODES.objectNode().put("type", "string").put("pattern", type.equals("integer") ? INTEGER : NUMBER)
                : schema;
    }

    private Optional<BodySchema> compile(String pointer, JsonNode schema) {
        ObjectNode whole = NODES.objectNode();
        whole.putArray("allOf").add(schema);
        if (document.root().path("components").has("schemas")) {
            whole.set("$defs", document.root().get("components").get("schemas"));
        }
        try {
            // JSON Schema knows $defs and no components.
            return Optional.of(BodySchema.compile(whole.toString().replace("#/components/schemas/", "#/$defs/")));
        } catch (IllegalArgumentException e) {
            problems.add(document.problem(
                    pointer,
                    CatalogProblem.OPENAPI_INVALID,
                    "a schema is not JSON Schema, or names what is not in components"));
            return Optional.empty();
        }
    }
}
