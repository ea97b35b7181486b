package io.sluice.format.hl7;

import io.sluice.format.hl7.Hl7Message.Warning;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what a message has that a correct one has not; for the trace and for talks with the sender. */
final class Hl7Warnings {

    private static final Set<String> VERSIONS = Set.of(
            "2.1", "2.2", "2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.7.1", "2.8", "2.8.1", "2.8.2", "2.9");

    /** The number of fields in the latest version of the standard, where a sender's own ones begin. */
    private static final Map<String, Integer> FIELDS = Map.ofEntries(
            Map.entry("MSH", 28),
            Map.entry("EVN", 7),
            Map.entry("PID", 40),
            Map.entry("PD1", 24),
            Map.entry("NK1", 41),
            Map.entry("PV1", 54),
            Map.entry("PV2", 50),
            Map.entry("MRG", 7),
            Map.entry("AL1", 6),
            Map.entry("DG1", 26),
            Map.entry("IN1", 56),
            Map.entry("FT1", 56),
            Map.entry("ORC", 38),
            Map.entry("OBR", 55),
            Map.entry("OBX", 33),
            Map.entry("NTE", 9),
            Map.entry("SPM", 35));

    /** The same as numbers, so that looking one up makes no text. */
    private static final int[] NAMES = FIELDS.keySet().stream()
            .mapToInt(name -> code(name.charAt(0), name.charAt(1), name.charAt(2)))
            .sorted()
            .toArray();

    private static final int[] COUNTS = Arrays.stream(NAMES)
            .map(code -> FIELDS.get("" + (char) (code >> 16) + (char) (code >> 8 & 0xFF) + (char) (code & 0xFF)))
            .toArray();

    private final Hl7Message message;
    private final Set<Warning> found = new LinkedHashSet<>();

    private Hl7Warnings(Hl7Message message) {
        this.message = message;
    }

    static List<Warning> of(Hl7Message message, Hl7Lines lines, Hl7Encoding encoding) {
        Hl7Warnings warnings = new Hl7Warnings(message);
        warnings.addIf(lines.byteOrderMark(), "byte-order-mark", "");
        warnings.addIf(lines.lineFeeds(), "line-feeds", "");
        warnings.addIf(lines.continued(), "line-end-in-field", "");
        encoding.warning().ifPresent(code -> warnings.addIf(true, code, "MSH-18"));
        warnings.addIf(!VERSIONS.contains(message.header().version()), "version-unknown", "MSH-12");
        for (Hl7Segment segment : message.segments()) {
            warnings.check(segment);
        }
        return List.copyOf(warnings.found);
    }

    /** One pass over the bytes of the segment, since this is done for every message that arrives. */
    private void check(Hl7Segment segment) {
        byte[] bytes = message.raw();
        int start = Hl7Ranges.start(segment.range());
        int end = Hl7Ranges.end(segment.range());
        byte separator = message.delimiters().field();
        int known = fields(bytes, start);
        int field = segment.header() ? 1 : 0; // MSH-1 is the separator itself
        addIf(bytes[start] == 'Z', "z-segment", segment);
        int at = start + 3;
        while (at < end) {
            field++;
            int from = at + 1;
            at = from;
            while (at < end && bytes[at] != separator) {
                at++;
            }
            if (field > known && at > from) {
                addIf(true, "additional-field", segment, field);
                known = Integer.MAX_VALUE; // the first one is enough
            }
            if (field > 2 || !segment.header()) {
                addIf(emptyRepetition(bytes, from, at), "empty-repetition", segment, field);
            }
        }
    }

    private boolean emptyRepetition(byte[] bytes, int from, int to) {
        byte delimiter = message.delimiters().repetition();
        int begin = from;
        boolean empty = false;
        for (int i = from; i < to; i++) {
            if (bytes[i] == delimiter && delimiter != 0) {
                empty |= i == begin;
                begin = i + 1;
            }
        }
        return empty || begin > from && begin == to;
    }

    /** How many fields the standard has for the segment. */
    private static int fields(byte[] bytes, int start) {
        int found = Arrays.binarySearch(NAMES, code(bytes[start], bytes[start + 1], bytes[start + 2]));
        return found < 0 ? Integer.MAX_VALUE : COUNTS[found];
    }

    private static int code(int first, int second, int third) {
        return first << 16 | second << 8 | third;
    }

    private void addIf(boolean condition, String code, Hl7Segment segment) {
        if (condition) {
            found.add(new Warning(code, segment.name()));
        }
    }

    private void addIf(boolean condition, String code, Hl7Segment segment, int field) {
        if (condition) {
            found.add(new Warning(code, segment.name() + "-" + field));
        }
    }

    private void addIf(boolean condition, String code, String path) {
        if (condition) {
            found.add(new Warning(code, path));
        }
    }
}
