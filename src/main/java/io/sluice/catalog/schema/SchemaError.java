package io.sluice.catalog.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.yaml.Pointer;
import io.sluice.catalog.yaml.YamlDocument;
import io.sluice.message.FileProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One complaint of the validator in the words of an author: the key, what is accepted, what may have been meant. */
final class SchemaError {

    private final JsonNode schema;
    private final YamlDocument document;
    private final Error error;
    private final String at;

    SchemaError(JsonNode schema, YamlDocument document, Error error) {
        this.schema = schema;
        this.document = document;
        this.error = error;
        this.at = error.getInstanceLocation().toString();
    }

    FileProblem problem() {
        return switch (error.getKeyword()) {
            case "required" -> document.problem(at, CatalogProblem.KEY_MISSING, named(error.getProperty(), inside()));
            case "additionalProperties" -> unknownKey();
            case "propertyNames" ->
                document.problem(keyPointer(), CatalogProblem.NAME_INVALID, named(key(), " must be " + expected()));
            case "enum", "const" -> document.problem(at, CatalogProblem.VALUE_INVALID, oneOf());
            default -> document.problem(at, CatalogProblem.VALUE_INVALID, subject() + " must be " + expected());
        };
    }

    private FileProblem unknownKey() {
        var known = new ArrayList<String>();
        holder().path("properties").fieldNames().forEachRemaining(known::add);
        var detail = named(error.getProperty(), inside()) + Suggestion.of(error.getProperty(), known);
        return document.problem(
                Pointer.below(at, error.getProperty()), CatalogProblem.KEY_UNKNOWN, detail + "; known: " + list(known));
    }

    private String oneOf() {
        var allowed = new ArrayList<String>();
        error.getSchemaNode().forEach(v -> allowed.add(v.asText()));
        var given = error.getInstanceNode();
        return subject() + " must be one of: " + list(allowed)
                + (given != null && given.isTextual() ? Suggestion.of(given.textValue(), allowed) : "");
    }

    /** The title of a shape says what is accepted; what has no title speaks for itself. */
    private String expected() {
        return switch (error.getKeyword()) {
            case "minItems" -> "a list that is not empty";
            case "uniqueItems" -> "a list without repetitions";
            case "propertyNames" ->
                resolved(error.getSchemaNode()).path("title").asText();
            default -> holder().path("title").asText(types());
        };
    }

    private String types() {
        var type = holder().path("type");
        return type.isArray()
                ? type.valueStream().map(t -> word(t.asText())).collect(Collectors.joining(" or "))
                : word(type.asText());
    }

    private JsonNode resolved(JsonNode shape) {
        return shape.has("$ref") ? schema.at(shape.get("$ref").textValue().substring(1)) : shape;
    }

    private static String word(String type) {
        return switch (type) {
            case "object" -> "a map of keys";
            case "array" -> "a list";
            case "string" -> "a text (in quotes, if it looks like a number)";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            default -> type;
        };
    }

    /** The part of the schema that holds the keyword. */
    private JsonNode holder() {
        var location = error.getSchemaLocation().getFragment().toString();
        return schema.at(Pointer.above(location));
    }

    private String subject() {
        return at.isEmpty() ? "the file" : "'" + Pointer.readable(at) + "'";
    }

    private String inside() {
        return at.isEmpty() ? "" : " in '" + Pointer.readable(at) + "'";
    }

    private static String named(String key, String rest) {
        return "'" + key + "'" + rest;
    }

    private String key() {
        return error.getProperty() != null
                ? error.getProperty()
                : error.getInstanceNode().asText();
    }

    private String keyPointer() {
        return Pointer.below(at, key());
    }

    private static String list(List<String> words) {
        return String.join(", ", words);
    }
}
