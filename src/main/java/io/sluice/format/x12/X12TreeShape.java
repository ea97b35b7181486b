package io.sluice.format.x12;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The shapes of a tree that {@link X12Writer} takes. */
final class X12TreeShape {

    private X12TreeShape() {}

    static List<Map<?, ?>> segments(Object tree) {
        List<Map<?, ?>> segments = new ArrayList<>();
        switch (tree) {
            case X12Tree view -> view.segments().forEach(segment -> segments.add(new X12SegmentTree(segment)));
            case List<?> list -> list.forEach(item -> segments.add(named(item)));
            case Map<?, ?> map
            when map.get("segments") instanceof List<?> list -> list.forEach(item -> segments.add(named(item)));
            case null, default -> throw invalid("the root");
        }
        return segments;
    }

    private static Map<?, ?> named(Object item) {
        if (item instanceof Map<?, ?> segment && segment.get("segment") instanceof String) {
            return segment;
        }
        throw invalid("a segment without its name");
    }

    /** @param repetition ISA11, which before version 00402 is a letter; */
    static X12Delimiters delimiters(Object tree, String repetition, String component) {
        char element = X12Delimiters.STANDARD.element();
        char terminator = X12Delimiters.STANDARD.segment();
        if (tree instanceof X12Tree view && !view.segments().isEmpty()) {
            element = view.segments().getFirst().delimiters().element();
            terminator = view.segments().getFirst().delimiters().segment();
        } else if (tree instanceof Map<?, ?> map) {
            element = character(map.get("element"), element, "element");
            terminator = character(map.get("terminator"), terminator, "terminator");
        }
        char repeat = repetition.charAt(0);
        return new X12Delimiters(
                element,
                Character.isLetterOrDigit(repeat) || repeat == ' ' ? 0 : repeat,
                component.charAt(0),
                terminator);
    }

    private static char character(Object value, char otherwise, String place) {
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text && text.length() == 1 && !Character.isLetterOrDigit(text.charAt(0))) {
            return text.charAt(0);
        }
        throw invalid(place);
    }

    static String scalar(Object value, String place) {
        return switch (value) {
            case String text -> text;
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case Number number -> X12Writer.decimal(new BigDecimal(number.toString()));
            default -> throw invalid(place);
        };
    }

    static int highest(Map<?, ?> numbered, String place) {
        int highest = 0;
        for (Object key : numbered.keySet()) {
            String number = String.valueOf(key);
            if (number.equals("segment")) {
                continue;
            }
            if (!number.matches("[1-9]\\d?")) {
                throw invalid(place);
            }
            highest = Math.max(highest, Integer.parseInt(number));
        }
        return highest;
    }

    private static ProblemException invalid(String place) {
        return new ProblemException(FormatProblem.X12_TREE_INVALID, place);
    }
}
