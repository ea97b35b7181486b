package io.sluice.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the properties of one entity. Anchors of YAML may repeat a type; a type may not contain itself. */
final class FieldReader {

    private static final int MAX_FIELDS = 5_000;
    private static final Set<String> PROPERTY = Set.of(
            "name",
            "id",
            "physicalName",
            "physicalType",
            "businessName",
            "description",
            "logicalType",
            "logicalTypeOptions",
            "required",
            "unique",
            "partitioned",
            "partitionKeyPosition",
            "primaryKey",
            "primaryKeyPosition",
            "classification",
            "encryptedName",
            "transformSourceObjects",
            "transformLogic",
            "transformDescription",
            "examples",
            "criticalDataElement",
            "relationships",
            "quality",
            "tags",
            "authoritativeDefinitions",
            "customProperties",
            "items",
            "properties");
    private static final Set<String> OPTIONS = Set.of(
            "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum", "pattern", "format", "uniqueItems");

    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int count;

    /** The entity itself; it has no classification of its own, so it starts as public and its parts decide. */
    Field entity(YamlMap object, String name, String description) {
        var fields = fields(object);
        if (!object.has("properties")) {
            object.problem("properties", ContractProblem.KEY_MISSING, "'properties'");
        }
        return new Field(
                name,
                FieldType.OBJECT,
                true,
                Classification.PUBLIC,
                description,
                Limits.NONE,
                List.of(),
                fields,
                Optional.empty());
    }

    private List<Field> fields(YamlMap parent) {
        var fields = new ArrayList<Field>();
        var names = new HashSet<String>();
        for (var property : parent.maps("properties")) {
            var name = property.required("name");
            if (!names.add(name)) {
                property.problem("name", ContractProblem.FIELD_REPEATED, "'" + name + "'");
            }
            classify(property, name).ifPresent(c -> fields.add(field(property, name, c)));
        }
        return fields;
    }

    private Optional<Classification> classify(YamlMap property, String name) {
        if (!property.has("classification")) {
            property.problem(
                    "classification",
                    ContractProblem.CLASSIFICATION_UNKNOWN,
                    "'" + name + "' has none; one of: " + Classification.vocabulary());
        }
        return property.word(
                "classification",
                Classification::of,
                ContractProblem.CLASSIFICATION_UNKNOWN,
                Classification.vocabulary());
    }

    private Field field(YamlMap property, String name, Classification classification) {
        property.onlyKeys(PROPERTY);
        if (!open.add(property.identity())) {
            property.problem("name", ContractProblem.KEY_INVALID, "'" + name + "' contains itself");
            return leaf(name, classification);
        }
        if (++count > MAX_FIELDS) {
            property.problem("name", ContractProblem.KEY_INVALID, "more than " + MAX_FIELDS + " fields");
            return leaf(name, classification);
        }
        property.required("logicalType");
        var type = property.word("logicalType", FieldType::of, ContractProblem.KEY_INVALID, FieldType.vocabulary())
                .orElse(FieldType.STRING);
        var field = new Field(
                name,
                type,
                property.flag("required") || QualityReader.forbidsNull(property),
                classification,
                property.text("description").orElse(""),
                limits(property, type),
                QualityReader.allowed(property),
                type == FieldType.OBJECT ? parts(property) : List.of(),
                type == FieldType.ARRAY ? items(property, name, classification) : Optional.empty());
        open.remove(property.identity());
        return field;
    }

    private List<Field> parts(YamlMap property) {
        if (!property.has("properties")) {
            property.problem("properties", ContractProblem.KEY_MISSING, "'properties' of an object");
        }
        return fields(property);
    }

    /** What a list holds takes the classification of the list, unless it says otherwise. */
    private Optional<Field> items(YamlMap property, String name, Classification classification) {
        var items = property.map("items");
        if (items.isEmpty()) {
            property.problem("items", ContractProblem.KEY_MISSING, "'items' of an array");
        }
        return items.map(item -> field(
                item, name, item.has("classification") ? classify(item, name).orElse(classification) : classification));
    }

    private static Limits limits(YamlMap property, FieldType type) {
        var given = property.map("logicalTypeOptions");
        var pattern = QualityReader.pattern(property);
        if (given.isEmpty()) {
            return pattern.isEmpty()
                    ? Limits.NONE
                    : new Limits(Optional.empty(), Optional.empty(), pattern, Optional.empty(), false);
        }
        var options = given.get();
        options.onlyKeys(OPTIONS);
        var format = options.text("format");
        if ((type == FieldType.DATE || type == FieldType.TIMESTAMP)
                && format.isPresent()
                && DatePrecision.of(format.get()).isEmpty()) {
            options.problem("format", ContractProblem.KEY_INVALID, "'format' is one of: " + DatePrecision.vocabulary());
        }
        var bounds = switch (type) {
            case ARRAY -> List.of("minItems", "maxItems");
            case INTEGER, NUMBER -> List.of("minimum", "maximum");
            case STRING, DATE, TIMESTAMP, TIME, BOOLEAN, OBJECT -> List.of("minLength", "maxLength");
        };
        return new Limits(
                options.number(bounds.getFirst()),
                options.number(bounds.getLast()),
                options.text("pattern").or(() -> pattern),
                format,
                options.flag("uniqueItems"));
    }

    private static Field leaf(String name, Classification classification) {
        return new Field(
                name, FieldType.STRING, false, classification, "", Limits.NONE, List.of(), List.of(), Optional.empty());
    }
}
