package io.sluice.map;

import com.dashjoin.jsonata.Jsonata;
import io.sluice.message.ProblemException;
import java.util.List;
import java.util.Map;

/** The arguments of a call. JSONata's undefined is null here, JSON's null is {@link Jsonata#NULL_VALUE}. */
record Arguments(List<?> values) {

    boolean given(int index) {
        return values != null && index < values.size();
    }

    Object value(int index) {
        return given(index) ? values.get(index) : null;
    }

    String text(int index) {
        String text = optionalText(index);
        if (text == null) {
            throw wrong(index, "a text");
        }
        return text;
    }

    String optionalText(int index) {
        return switch (value(index)) {
            case null -> null;
            case String text -> text;
            default -> throw wrong(index, "a text");
        };
    }

    /** The options object; empty without one. */
    Map<?, ?> options(int index) {
        return switch (value(index)) {
            case null -> Map.of();
            case Map<?, ?> map -> map;
            default -> throw wrong(index, "an object with options");
        };
    }

    static ProblemException wrong(int index, String expected) {
        return new ProblemException(MapProblem.FUNCTION_ARGUMENT, "argument " + (index + 1) + " must be " + expected);
    }

    /** A text of the options; null when it is not there. */
    static String option(Map<?, ?> options, String name) {
        Object value = options.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new ProblemException(MapProblem.FUNCTION_ARGUMENT, "option '" + name + "' must be a text");
    }
}
