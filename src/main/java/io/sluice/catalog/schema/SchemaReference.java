package io.sluice.catalog.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The reference page of a file, made of its schema: every key with its form, its default and its meaning. */
public final class SchemaReference {

    private final JsonNode schema;
    private final StringBuilder page = new StringBuilder();

    private SchemaReference(JsonNode schema) {
        this.schema = schema;
    }

    /** Where a row stands: what its key begins with, its transport if it is for one only, the shapes around it. */
    private record Place(String prefix, String transport, Set<String> around) {

        Place below(String key) {
            return new Place(key + ".", transport, around);
        }

        Place of(String onlyTransport) {
            return new Place(prefix, " (" + onlyTransport + ")", around);
        }

        /** A shape that holds itself, as a field of a contract does, is shown once. */
        boolean inside(JsonNode declared) {
            return declared.has("$ref") && around.contains(declared.get("$ref").textValue());
        }

        Place within(JsonNode declared) {
            if (!declared.has("$ref")) {
                return this;
            }
            Set<String> more = new HashSet<>(around);
            more.add(declared.get("$ref").textValue());
            return new Place(prefix, transport, more);
        }
    }

    /** Markdown. */
    public static String markdown(String name) {
        var reference = new SchemaReference(Schemas.tree(name));
        reference.head(name);
        reference.keys(new Place("", "", Set.of()), reference.schema);
        return reference.page.toString();
    }

    private void head(String name) {
        page.append("## ")
                .append(name)
                .append("\n\n")
                .append(cell(schema.path("description").asText()))
                .append("\n\n");
        page.append("Files: `").append(String.join("`, `", Schemas.files(name))).append("`\n\n");
        page.append("| key | value | default | meaning |\n|---|---|---|---|\n");
    }

    private void keys(Place place, JsonNode shape) {
        shape.path("properties").properties().forEach(e -> {
            // What decides between transports stands once, above them.
            if (!e.getValue().has("const") || place.transport().isEmpty()) {
                var required = shape.path("required")
                        .valueStream()
                        .anyMatch(r -> r.asText().equals(e.getKey()));
                row(place, place.prefix() + e.getKey(), e.getValue(), required);
            }
        });
        if (shape.path("additionalProperties").isObject()) {
            below(place, place.prefix() + "<name>", shape.get("additionalProperties"));
        }
        for (var choice : shape.path("allOf")) {
            var transport = choice.at("/if/properties/transport/const").asText();
            keys(place.of(transport), resolved(choice.path("then")));
        }
    }

    private void row(Place place, String key, JsonNode declared, boolean required) {
        var shape = resolved(declared);
        var fallback = declared.path("default");
        // An empty map as a default only says that its own keys have defaults.
        var shown = fallback.isMissingNode() || fallback.isObject() ? "" : "`" + fallback + "`";
        page.append("| `")
                .append(key)
                .append('`')
                .append(place.transport())
                .append(" | ")
                .append(form(shape));
        page.append(" | ").append(required ? "required" : shown).append(" | ");
        page.append(cell(declared.path("description")
                        .asText(shape.path("description").asText())))
                .append(" |\n");
        below(place, key, declared);
    }

    private void below(Place place, String key, JsonNode declared) {
        if (place.inside(declared)) {
            return;
        }
        var shape = resolved(declared);
        var inner = place.within(declared);
        if (shape.has("items") && !shape.has("properties")) {
            below(inner, key + "[]", shape.get("items"));
        } else {
            keys(inner.below(key), shape);
        }
    }

    private JsonNode resolved(JsonNode shape) {
        return shape.has("$ref") ? schema.at(shape.get("$ref").textValue().substring(1)) : shape;
    }

    private static String form(JsonNode shape) {
        if (shape.has("enum")) {
            return shape.get("enum")
                    .valueStream()
                    .map(v -> "`" + v.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        if (shape.has("const")) {
            return "`" + shape.get("const").asText() + "`";
        }
        return cell(shape.path("title").asText(type(shape.path("type").asText("any"))));
    }

    private static String type(String type) {
        return switch (type) {
            case "object" -> "a map";
            case "array" -> "a list";
            case "boolean" -> "`true`, `false`";
            default -> type;
        };
    }

    /** Safe in a table. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }
}
