package io.sluice.contract;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.Map;

/** Turns the findings of the JSON Schema validator into {@link Violation}s, leaving every value behind. */
final class Violations {

    private static final Map<String, ContractProblem> CODES = Map.ofEntries(
            Map.entry("required", ContractProblem.FIELD_MISSING),
            Map.entry("minLength", ContractProblem.FIELD_MISSING),
            Map.entry("minItems", ContractProblem.FIELD_MISSING),
            Map.entry("minProperties", ContractProblem.FIELD_MISSING),
            Map.entry("additionalProperties", ContractProblem.FIELD_UNKNOWN),
            Map.entry("type", ContractProblem.TYPE_WRONG),
            Map.entry("enum", ContractProblem.VALUE_NOT_ALLOWED),
            Map.entry("format", ContractProblem.FORMAT_WRONG),
            Map.entry("pattern", ContractProblem.FORMAT_WRONG));

    private Violations() {}

    static Violation of(Error error) {
        var keyword = error.getKeyword();
        var path = new StringBuilder();
        var field = new StringBuilder();
        var place = error.getInstanceLocation();
        for (int i = 0; i < place.getNameCount(); i++) {
            append(place, i, path, field);
        }
        if (keyword.equals("required")) {
            append(path, error.getProperty());
            append(field, error.getProperty());
        }
        var code = CODES.getOrDefault(keyword, ContractProblem.LENGTH_WRONG);
        return new Violation(code, path.toString(), (field + " " + keyword).strip());
    }

    private static void append(NodePath place, int i, StringBuilder path, StringBuilder field) {
        if (place.getElement(i) instanceof Integer position) {
            path.append('[').append(position).append(']');
        } else {
            append(path, place.getName(i));
            append(field, place.getName(i));
        }
    }

    private static void append(StringBuilder path, String name) {
        if (!path.isEmpty()) {
            path.append('.');
        }
        path.append(name);
    }
}
