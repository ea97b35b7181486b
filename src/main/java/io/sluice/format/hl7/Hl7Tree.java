package io.sluice.format.hl7;

import io.sluice.format.MapOnDemand;
import io.sluice.message.BlobToken;
import java.util.List;

/**
 * A message as maps and lists, for JSONata and for display; each part is made when it is first looked at.
 *
 * <pre>
 * {"MSH": [{"segment": "MSH", "1": "|", "2": "^~\\&amp;", "9": {"1": "ADT", "2": "A01"}, ...}],
 *  "PID": [{"segment": "PID", "3": [{"1": "123", "5": "MR"}, {"1": "456", "5": "SS"}], "5": {"1": "EVERYMAN"}}]}
 * </pre>
 *
 * Segments of a name are always a list. A field is a map of its components, or a list of such maps when it repeats. A
 * component is its text, or a map of its subcomponents when it has several. Absent: no key; empty: {@code ""}; the
 * value {@code ""} of HL7: null. Read-only.
 */
public abstract sealed class Hl7Tree extends MapOnDemand permits Hl7ScopeTree, Hl7SegmentTree, Hl7RepetitionTree {

    /** The view of a message or a group. */
    public static Hl7Tree of(Hl7Scope scope) {
        return scope instanceof Hl7Segment segment ? new Hl7SegmentTree(segment) : new Hl7ScopeTree(scope);
    }

    /** The view of one repetition of a field, from 1. */
    public static Hl7Tree of(Hl7Segment segment, int field, int repetition) {
        return new Hl7RepetitionTree(segment, field, repetition);
    }

    /** What stands at the path, seen from here. */
    public abstract Hl7Value lookup(Hl7Path path);

    /**
     * Everything that is said at the path, seen from here: a view for each segment or repetition, a text for each
     * deeper place, null for the HL7 value {@code ""}. Absent and empty places are left out.
     */
    public abstract List<Object> all(Hl7Path path);

    /** The segments of this view; none for a repetition. */
    public abstract List<Hl7Segment> segments();

    /** JSON's view of a value: absent has none, so it must not be asked for. */
    static Object json(Hl7Value value) {
        return switch (value) {
            case Hl7Value.Text text -> BlobToken.view(text.value());
            case Hl7Value.Null ignored -> null;
            case Hl7Value.Empty ignored -> "";
            case Hl7Value.Absent ignored -> throw new IllegalStateException("absent has no JSON");
        };
    }

    static void add(List<Object> found, Hl7Value value) {
        if (says(value)) {
            found.add(json(value));
        }
    }

    private static boolean says(Hl7Value value) {
        return value instanceof Hl7Value.Text || value instanceof Hl7Value.Null;
    }
}
