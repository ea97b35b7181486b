package io.sluice.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes a contract as JSON Schema 2020-12. Objects are closed: a field that the contract does not declare has no
 * classification, so it may not leave. Required means present and not empty, hence the {@code minLength},
 * {@code minItems} and {@code minProperties} of 1 on required fields. A field that is not required may be null, by
 * which a sender says that its value shall be deleted (HL7's {@code ""}); absent says nothing. Lists are absent or have
 * items.
 */
public final class ContractSchema {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ContractSchema() {}

    /**
     * The schema as it is served to consumers, with descriptions, classifications and the rules that block and that
     * JSON Schema can express.
     */
    public static ObjectNode of(Contract contract) {
        var schema = frame(contract);
        schema.put("title", contract.entity() + " " + contract.version());
        schema.put("description", contract.description());
        schema.setAll(object(contract.root(), true));
        var rules = NODES.arrayNode();
        for (QualityRule rule : contract.rules()) {
            if (rule.blocks() && rule.condition() instanceof QualityRule.JsonSchema condition) {
                rules.add(rule(condition));
            }
        }
        if (!rules.isEmpty()) {
            schema.set("allOf", rules);
        }
        return schema;
    }

    /** Only what decides whether an event is valid, without the rules over several fields. */
    static ObjectNode forValidation(Contract contract) {
        var schema = frame(contract);
        schema.setAll(object(contract.root(), false));
        return schema;
    }

    /** One rule over several fields as a schema. */
    static JsonNode rule(QualityRule.JsonSchema rule) {
        return JSON.valueToTree(rule.schema());
    }

    private static ObjectNode frame(Contract contract) {
        return NODES.objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", contract.schemaUri());
    }

    private static ObjectNode object(Field field, boolean described) {
        var schema = NODES.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        var required = NODES.arrayNode();
        for (Field part : field.fields()) {
            properties.set(part.name(), field(part, described, !part.required() && part.type() != FieldType.ARRAY));
            if (part.required()) {
                required.add(part.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode field(Field field, boolean described, boolean mayBeNull) {
        var schema = switch (field.type()) {
            case OBJECT -> minimum(object(field, described), "minProperties", field.required());
            case ARRAY -> array(field, described);
            case STRING, DATE, TIMESTAMP, TIME -> text(field);
            case INTEGER, NUMBER -> number(field);
            case BOOLEAN -> NODES.objectNode().put("type", "boolean");
        };
        if (mayBeNull) {
            allowNull(schema);
        }
        if (described) {
            schema.put("x-classification", field.classification().label());
            if (!field.description().isEmpty()) {
                schema.put("description", field.description());
            }
        }
        return schema;
    }

    private static ObjectNode array(Field field, boolean described) {
        var schema = NODES.objectNode().put("type", "array");
        field.items().ifPresent(item -> schema.set("items", field(item, described, false)));
        var limits = field.limits();
        limits.least()
                .ifPresentOrElse(n -> schema.put("minItems", n), () -> minimum(schema, "minItems", field.required()));
        limits.most().ifPresent(n -> schema.put("maxItems", n));
        if (limits.uniqueItems()) {
            schema.put("uniqueItems", true);
        }
        return schema;
    }

    /** No text of an event is ever empty, required or not: FHIR R4 section 2.24.0.1. */
    private static ObjectNode text(Field field) {
        var schema = NODES.objectNode().put("type", "string");
        if (!field.allowed().isEmpty()) {
            var allowed = schema.putArray("enum");
            field.allowed().forEach(allowed::add);
            return schema;
        }
        var limits = field.limits();
        limits.least().ifPresentOrElse(n -> schema.put("minLength", n), () -> {
            if (field.type() == FieldType.STRING) {
                schema.put("minLength", 1);
            }
        });
        limits.most().ifPresent(n -> schema.put("maxLength", n));
        limits.pattern().ifPresent(p -> schema.put("pattern", p));
        var precision = limits.format().flatMap(DatePrecision::of);
        if (precision.isPresent()) {
            schema.put("pattern", precision.get().expression());
        } else {
            switch (field.type()) {
                case DATE -> schema.put("format", "date");
                case TIMESTAMP -> schema.put("format", "date-time");
                case TIME -> schema.put("format", "time");
                default -> limits.format().ifPresent(f -> schema.put("format", f));
            }
        }
        return schema;
    }

    private static ObjectNode number(Field field) {
        var schema = NODES.objectNode().put("type", field.type().jsonType());
        field.limits().least().ifPresent(n -> schema.put("minimum", n));
        field.limits().most().ifPresent(n -> schema.put("maximum", n));
        return schema;
    }

    private static void allowNull(ObjectNode schema) {
        var type = schema.get("type").textValue();
        schema.putArray("type").add(type).add("null");
        if (schema.get("enum") instanceof ArrayNode allowed) {
            allowed.addNull();
        }
    }

    private static ObjectNode minimum(ObjectNode schema, String keyword, boolean wanted) {
        return wanted ? schema.put(keyword, 1) : schema;
    }
}
