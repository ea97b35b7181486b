package io.sluice.format.hl7;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes a message from maps and lists: a list of segments, each with {@code segment} and its fields by number, or a
 * map from segment name to one or a list of them. A field is a text, a list (its repetitions) or a map (its components
 * by number); a component is a text or a map (its subcomponents). null is {@code ""}; what is left out is empty.
 *
 * <p>Delimiters are {@code |^~\&}, in texts they are escaped, segments end with CR. MSH-18 chooses the charset; without
 * it the message is UTF-8 and MSH-18 says so as soon as one character is not ASCII.
 */
public final class Hl7Writer {

    private static final Hl7Delimiters DELIMITERS = Hl7Delimiters.STANDARD;

    /** MSH-18. */
    private static final int CHARSET = 18;

    private final StringBuilder text = new StringBuilder(1024);
    private final String forced;
    private String declared;

    private Hl7Writer(String charset) {
        this.forced = charset;
        this.declared = charset;
    }

    /**
     * @throws ProblemException {@link FormatProblem#HL7_TREE_INVALID} when it has another shape or does not begin with
     *     MSH, {@link FormatProblem#CHARSET_CANNOT_ENCODE} when MSH-18 names a charset that is unknown or too small
     */
    public static byte[] write(Object tree) {
        Hl7Writer writer = new Hl7Writer(null);
        byte[] bytes = writer.message(tree);
        boolean silent = writer.declared == null && !Hl7Charsets.ascii(bytes);
        return silent ? new Hl7Writer(Hl7Charsets.name(StandardCharsets.UTF_8)).message(tree) : bytes;
    }

    private byte[] message(Object tree) {
        segments(tree);
        if (text.indexOf("MSH|") != 0) {
            throw invalid("the first segment");
        }
        if (declared == null) {
            return encoded(StandardCharsets.UTF_8);
        }
        return encoded(Hl7Charsets.of(declared)
                .orElseThrow(() -> new ProblemException(FormatProblem.CHARSET_CANNOT_ENCODE, "MSH-18")));
    }

    private byte[] encoded(Charset charset) {
        if (!charset.newEncoder().canEncode(text)) {
            throw new ProblemException(FormatProblem.CHARSET_CANNOT_ENCODE, "charset " + charset.name());
        }
        return text.toString().getBytes(charset);
    }

    private void segments(Object tree) {
        switch (tree) {
            case Hl7Tree view -> view.segments().forEach(segment -> segment(segment.name(), Hl7Tree.of(segment)));
            case List<?> segments -> segments.forEach(this::named);
            case Map<?, ?> names ->
                names.forEach((name, segments) -> {
                    if (segments instanceof List<?> several) {
                        several.forEach(segment -> segment(String.valueOf(name), segment));
                    } else {
                        segment(String.valueOf(name), segments);
                    }
                });
            case null, default -> throw invalid("the root");
        }
    }

    private void named(Object segment) {
        if (!(segment instanceof Map<?, ?> map) || !(map.get("segment") instanceof String name)) {
            throw invalid("a segment without its name");
        }
        segment(name, map);
    }

    private void segment(String name, Object segment) {
        if (!name.matches("[A-Z][A-Z0-9]{2}") || !(segment instanceof Map<?, ?> fields)) {
            throw invalid("a segment");
        }
        text.append(name);
        boolean header = name.equals("MSH");
        if (header) {
            text.append('|').append(DELIMITERS.encodingCharacters());
        }
        int last = Math.max(highest(fields, name), header && forced != null ? CHARSET : 0);
        for (int field = header ? 3 : 1; field <= last; field++) {
            text.append('|');
            int start = text.length();
            String key = Integer.toString(field);
            if (header && forced != null && field == CHARSET) {
                text.append(forced);
            } else if (fields.containsKey(key)) {
                repetitions(fields.get(key), name + "-" + field);
            }
            if (header && field == CHARSET && text.length() > start) {
                declared = text.substring(start).split("~")[0];
            }
        }
        trim('|', text.lastIndexOf("\r") + 4);
        text.append('\r');
    }

    private void repetitions(Object field, String place) {
        if (!(field instanceof List<?> repetitions)) {
            parts(field, '^', place);
            return;
        }
        int start = text.length();
        for (int i = 0; i < repetitions.size(); i++) {
            text.append(i == 0 ? "" : "~");
            parts(repetitions.get(i), '^', place);
        }
        trim('~', start);
    }

    private void parts(Object value, char delimiter, String place) {
        if (!(value instanceof Map<?, ?> parts)) {
            text.append(scalar(value, place));
            return;
        }
        if (delimiter == 0) {
            throw invalid(place);
        }
        int start = text.length();
        int last = highest(parts, place);
        for (int part = 1; part <= last; part++) {
            text.append(part == 1 ? "" : String.valueOf(delimiter));
            String key = Integer.toString(part);
            if (parts.containsKey(key)) {
                parts(parts.get(key), delimiter == '^' ? '&' : 0, place + "-" + part);
            }
        }
        trim(delimiter, start);
    }

    private void trim(char delimiter, int start) {
        while (text.length() > start && text.charAt(text.length() - 1) == delimiter) {
            text.setLength(text.length() - 1);
        }
    }

    private static int highest(Map<?, ?> numbered, String place) {
        int highest = 0;
        for (Object key : numbered.keySet()) {
            String number = String.valueOf(key);
            if (number.equals("segment")) {
                continue;
            }
            if (!number.matches("[1-9]\\d{0,3}")) {
                throw invalid(place);
            }
            highest = Math.max(highest, Integer.parseInt(number));
        }
        return highest;
    }

    private static String scalar(Object value, String place) {
        return switch (value) {
            case null -> "\"\"";
            case String string -> Hl7Escapes.escape(string, DELIMITERS);
            case Boolean bool -> bool.toString();
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case Number number -> new BigDecimal(number.toString()).toPlainString();
            default -> throw invalid(place);
        };
    }

    private static ProblemException invalid(String place) {
        return new ProblemException(FormatProblem.HL7_TREE_INVALID, place);
    }
}
