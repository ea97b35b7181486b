package io.sluice.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The {@code logicalType} of ODCS 3.1 with its JSON type. */
public enum FieldType {
    STRING("string"),
    DATE("string"),
    TIMESTAMP("string"),
    TIME("string"),
    INTEGER("integer"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    OBJECT("object"),
    ARRAY("array");

    private final String jsonType;

    FieldType(String jsonType) {
        this.jsonType = jsonType;
    }

    public String jsonType() {
        return jsonType;
    }

    /** The word used in the contract file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether every value of this type is also a value of the other, so that a change to the other narrows nothing. */
    public boolean isWithin(FieldType other) {
        if (this == other) {
            return true;
        }
        return switch (other) {
            case STRING -> jsonType.equals("string");
            case NUMBER -> this == INTEGER;
            case DATE, TIMESTAMP, TIME, INTEGER, BOOLEAN, OBJECT, ARRAY -> false;
        };
    }

    public static Optional<FieldType> of(String label) {
        return Arrays.stream(values()).filter(t -> t.label().equals(label)).findFirst();
    }

    public static String vocabulary() {
        return Arrays.stream(values()).map(FieldType::label).collect(Collectors.joining(", "));
    }
}
