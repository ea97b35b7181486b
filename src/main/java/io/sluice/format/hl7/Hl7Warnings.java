package io.sluice.format.hl7;

import io.sluice.format.hl7.Hl7Message.Warning;
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

    private void check(Hl7Segment segment) {
        String name = segment.name();
        int count = segment.fieldCount();
        addIf(name.charAt(0) == 'Z', "z-segment", name);
        int known = FIELDS.getOrDefault(name, count);
        for (int field = known + 1; field <= count; field++) {
            if (!Hl7Ranges.empty(segment.field(field))) {
                addIf(true, "additional-field", name + "-" + field);
                break;
            }
        }
        if (Hl7Ranges.contains(message.raw(), segment.range(), message.delimiters().repetition())) {
            for (int field = 1; field <= count; field++) {
                addIf(hasEmptyRepetition(segment, field), "empty-repetition", name + "-" + field);
            }
        }
    }

    private static boolean hasEmptyRepetition(Hl7Segment segment, int field) {
        int count = segment.repetitionCount(field);
        for (int i = 1; i <= count && count > 1; i++) {
            if (Hl7Ranges.empty(segment.repetition(field, i))) {
                return true;
            }
        }
        return false;
    }

    private void addIf(boolean condition, String code, String path) {
        if (condition) {
            found.add(new Warning(code, path));
        }
    }
}
