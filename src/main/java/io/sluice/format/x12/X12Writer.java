package io.sluice.format.x12;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes an interchange from maps and lists: a list of segments in their order, ISA first, each with {@code segment}
 * and its elements by number; or an object with that list as {@code segments} and, where {@code * ~} will not do, the
 * {@code element} and {@code terminator}. An element is a text or number, a map (its components by number) or a list
 * (its repetitions).
 *
 * <p>SE, GE and IEA are written by the engine, with counts and control numbers, whether the tree has them or not. ST02
 * and GS06 count from 1 where the tree has none. ISA elements are padded; those that say nothing default to {@code 00},
 * blanks, {@code ^}, {@code 00501}, {@code 0} and {@code :}; 5 to 10, 13 and 15 must be given.
 */
public final class X12Writer {

    private static final int[] ISA_WIDTHS = {2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1};
    private static final Map<Integer, String> ISA_DEFAULTS =
            Map.of(1, "00", 2, "", 3, "00", 4, "", 11, "^", 12, "00501", 14, "0", 16, ":");

    private final StringBuilder text = new StringBuilder(1024);
    private final X12Delimiters delimiters;
    private final String interchange;
    private int groups;
    private int sets;
    private int allSets;
    private int segments;
    private String group = "";
    private String set = "";

    private X12Writer(X12Delimiters delimiters, String interchange) {
        this.delimiters = delimiters;
        this.interchange = interchange;
    }

    /**
     * @throws ProblemException {@link FormatProblem#X12_TREE_INVALID} when it has another shape,
     *     {@link FormatProblem#X12_DELIMITER_IN_DATA} with the place of a text that cannot be written
     */
    public static byte[] write(Object tree) {
        List<Map<?, ?>> segments = X12TreeShape.segments(tree);
        Map<?, ?> isa = segments.isEmpty() ? Map.of() : segments.getFirst();
        if (!"ISA".equals(isa.get("segment"))) {
            throw invalid("the first segment");
        }
        X12Delimiters delimiters = X12TreeShape.delimiters(tree, isaElement(isa, 11), isaElement(isa, 16));
        X12Writer writer = new X12Writer(delimiters, isaElement(isa, 13));
        writer.isa(isa);
        segments.stream().skip(1).forEach(writer::segment);
        writer.endGroup();
        writer.line("IEA", List.of(Integer.toString(writer.groups), writer.interchange));
        return writer.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void isa(Map<?, ?> isa) {
        List<String> elements = new ArrayList<>();
        for (int i = 1; i <= 16; i++) {
            elements.add(isaElement(isa, i));
        }
        text.append("ISA");
        elements.forEach(element -> text.append(delimiters.element()).append(element));
        text.append(delimiters.segment());
    }

    private static String isaElement(Map<?, ?> isa, int number) {
        Object given = isa.get(Integer.toString(number));
        String value = given == null ? ISA_DEFAULTS.get(number) : X12TreeShape.scalar(given, "ISA-" + number);
        int width = ISA_WIDTHS[number - 1];
        if (value == null || value.length() > width || number == 13 && !value.matches("\\d{1,9}")) {
            throw invalid("ISA-" + number);
        }
        return number == 13 ? "0".repeat(width - value.length()) + value : value + " ".repeat(width - value.length());
    }

    private void segment(Map<?, ?> segment) {
        String tag = String.valueOf(segment.get("segment"));
        switch (tag) {
            case "SE", "GE", "IEA" -> {
                // computed
            }
            case "ISA" -> throw invalid("a second ISA");
            case "GS" -> {
                endGroup();
                groups++;
                group = number(segment, 6, Integer.toString(groups), "GS-6");
                line("GS", elements(segment, "GS", Map.of(6, group)));
            }
            case "ST" -> {
                endSet();
                sets++;
                allSets++;
                set = number(segment, 2, String.format("%04d", allSets), "ST-2");
                segments = 1;
                line("ST", elements(segment, "ST", Map.of(2, set)));
            }
            default -> {
                if (!tag.matches("[A-Z][A-Z0-9]{1,2}") || segments == 0 && !tag.equals("TA1")) {
                    throw invalid("a segment");
                }
                segments += segments > 0 ? 1 : 0;
                line(tag, elements(segment, tag, Map.of()));
            }
        }
    }

    private void endSet() {
        if (segments > 0) {
            line("SE", List.of(Integer.toString(segments + 1), set));
        }
        segments = 0;
    }

    private void endGroup() {
        endSet();
        if (!group.isEmpty()) {
            line("GE", List.of(Integer.toString(sets), group));
        }
        group = "";
        sets = 0;
    }

    private static String number(Map<?, ?> segment, int element, String otherwise, String place) {
        Object given = segment.get(Integer.toString(element));
        return given == null || given.equals("") ? otherwise : X12TreeShape.scalar(given, place);
    }

    private List<String> elements(Map<?, ?> segment, String tag, Map<Integer, String> known) {
        int last = Math.max(
                X12TreeShape.highest(segment, tag),
                known.keySet().stream().findFirst().orElse(0));
        List<String> elements = new ArrayList<>();
        for (int i = 1; i <= last; i++) {
            Object value = known.containsKey(i) ? known.get(i) : segment.get(Integer.toString(i));
            elements.add(element(value, tag + "-" + i));
        }
        while (!elements.isEmpty() && elements.getLast().isEmpty()) {
            elements.removeLast();
        }
        return elements;
    }

    private String element(Object value, String place) {
        if (!(value instanceof List<?> repetitions)) {
            return composite(value, place);
        }
        if (delimiters.repetition() == 0 && repetitions.size() > 1) {
            throw invalid(place);
        }
        List<String> written = new ArrayList<>();
        repetitions.forEach(repetition -> written.add(composite(repetition, place)));
        return String.join(String.valueOf(delimiters.repetition()), written);
    }

    private String composite(Object value, String place) {
        if (!(value instanceof Map<?, ?> components)) {
            return clean(value == null ? "" : X12TreeShape.scalar(value, place), place);
        }
        StringBuilder composite = new StringBuilder();
        int last = X12TreeShape.highest(components, place);
        for (int i = 1; i <= last; i++) {
            Object component = components.get(Integer.toString(i));
            composite.append(i == 1 ? "" : delimiters.component());
            composite.append(component == null ? "" : clean(X12TreeShape.scalar(component, place), place));
        }
        while (!composite.isEmpty() && composite.charAt(composite.length() - 1) == delimiters.component()) {
            composite.setLength(composite.length() - 1);
        }
        return composite.toString();
    }

    private String clean(String value, String place) {
        if (delimiters.in(value) || value.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(FormatProblem.X12_DELIMITER_IN_DATA, place);
        }
        return value;
    }

    private void line(String tag, List<String> elements) {
        text.append(tag);
        elements.forEach(element -> text.append(delimiters.element()).append(element));
        text.append(delimiters.segment());
    }

    private static ProblemException invalid(String place) {
        return new ProblemException(FormatProblem.X12_TREE_INVALID, place);
    }

    /** A number as X12 writes it: no exponent, no superfluous zeros (X12.6, type R). */
    static String decimal(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0).toPlainString() : stripped.toPlainString();
    }
}
