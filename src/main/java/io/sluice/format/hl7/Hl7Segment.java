package io.sluice.format.hl7;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One segment: a view of the message's bytes, read when asked. Immutable. */
public final class Hl7Segment implements Hl7Scope {

    private final Hl7Message message;
    private final long range;
    private volatile int[] starts;

    Hl7Segment(Hl7Message message, long range) {
        this.message = message;
        this.range = range;
    }

    /** Three characters. */
    public String name() {
        return new String(message.raw(), Hl7Ranges.start(range), 3, StandardCharsets.ISO_8859_1);
    }

    /** Whether it has this name; a relative path has no name and fits every segment. */
    boolean is(String name) {
        if (name.isEmpty()) {
            return true;
        }
        byte[] bytes = message.raw();
        int start = Hl7Ranges.start(range);
        return bytes[start] == name.charAt(0)
                && bytes[start + 1] == name.charAt(1)
                && bytes[start + 2] == name.charAt(2);
    }

    /** The number of the last field that is there, 0 when there is none. */
    public int fieldCount() {
        int parts = starts().length - 1;
        return header() ? parts : parts - 1;
    }

    /** How often the field stands there: 0 when absent, 1 when empty. */
    public int repetitionCount(int field) {
        long whole = field(field);
        return whole == Hl7Ranges.NONE ? 0 : Hl7Ranges.parts(message.raw(), whole, repetitionDelimiter(field));
    }

    @Override
    public List<Hl7Segment> segments() {
        return List.of(this);
    }

    /** What stands at the path's field here, whatever segment and occurrence the path names. */
    Hl7Value read(Hl7Path path) {
        if (path.field() == 0) {
            return message.verbatim(range);
        }
        int repetition = chosen(path);
        return repetition == 0
                ? Hl7Value.ABSENT
                : value(repetition(path.field(), repetition), path.field(), path.component(), path.subcomponent());
    }

    /** What stands at the path in each repetition of its field, or in the one that the path chooses. */
    List<Hl7Value> lookupAll(Hl7Path path) {
        if (path.field() == 0 || path.repetition() > 0 || path.selection() != null) {
            return List.of(read(path));
        }
        List<Hl7Value> values = new ArrayList<>();
        int count = repetitionCount(path.field());
        for (int i = 1; i <= count; i++) {
            values.add(value(repetition(path.field(), i), path.field(), path.component(), path.subcomponent()));
        }
        return values;
    }

    /** What stands at a component and subcomponent (0 for the whole) of a repetition of the field. */
    Hl7Value value(long repetition, int field, int component, int subcomponent) {
        if (verbatim(field)) {
            return message.verbatim(component > 1 ? Hl7Ranges.NONE : repetition);
        }
        return message.value(
                within(repetition, component, subcomponent), component == 0, component == 0 || subcomponent == 0);
    }

    /** Where the path points to, or {@link Hl7Ranges#NONE}. */
    long locate(Hl7Path path) {
        int repetition = path.field() == 0 ? 0 : chosen(path);
        return path.field() == 0 ? range : repetition == 0 ? Hl7Ranges.NONE : locate(path, repetition);
    }

    /** As {@link #locate(Hl7Path)} in one repetition, from 1. */
    long locate(Hl7Path path, int repetition) {
        return within(repetition(path.field(), repetition), path.component(), path.subcomponent());
    }

    /** The number of the repetition that the path chooses; 0 when its selection fits none. */
    int chosen(Hl7Path path) {
        Hl7Path.Selection selection = path.selection();
        if (selection == null) {
            return Math.max(path.repetition(), 1);
        }
        int count = repetitionCount(path.field());
        for (int i = 1; i <= count; i++) {
            Hl7Value value =
                    value(repetition(path.field(), i), path.field(), selection.component(), selection.subcomponent());
            if (value instanceof Hl7Value.Text text && text.value().equals(selection.value())) {
                return i;
            }
        }
        return 0;
    }

    /** The field with all repetitions. */
    long field(int field) {
        int start = Hl7Ranges.start(range);
        if (header() && field == 1) {
            return Hl7Ranges.range(start + 3, start + 4);
        }
        int[] starts = starts();
        int part = header() ? field - 1 : field;
        return part < starts.length - 1 ? Hl7Ranges.range(starts[part], starts[part + 1] - 1) : Hl7Ranges.NONE;
    }

    /** Where each part between field separators begins, and one more for the end; found once, as mappings ask often. */
    private int[] starts() {
        int[] known = starts;
        if (known == null) {
            byte[] bytes = message.raw();
            byte separator = message.delimiters().field();
            int end = Hl7Ranges.end(range);
            known = new int[Hl7Ranges.parts(bytes, range, separator) + 1];
            int count = 0;
            known[count++] = Hl7Ranges.start(range);
            for (int i = known[0]; i < end; i++) {
                if (bytes[i] == separator) {
                    known[count++] = i + 1;
                }
            }
            known[count] = end + 1;
            starts = known;
        }
        return known;
    }

    long repetition(int field, int repetition) {
        long whole = field(field);
        return whole == Hl7Ranges.NONE
                ? whole
                : Hl7Ranges.part(message.raw(), whole, repetitionDelimiter(field), repetition - 1);
    }

    private long within(long repetition, int component, int subcomponent) {
        long found = repetition;
        if (found != Hl7Ranges.NONE && component > 0) {
            found = Hl7Ranges.part(message.raw(), found, message.delimiters().component(), component - 1);
        }
        if (found != Hl7Ranges.NONE && subcomponent > 0) {
            found = Hl7Ranges.part(message.raw(), found, message.delimiters().subcomponent(), subcomponent - 1);
        }
        return found;
    }

    /** MSH-1 and MSH-2 are the delimiters themselves: nothing in them separates or escapes. */
    boolean verbatim(int field) {
        return field <= 2 && header();
    }

    private byte repetitionDelimiter(int field) {
        return verbatim(field) ? 0 : message.delimiters().repetition();
    }

    boolean header() {
        return is("MSH") || is("BHS") || is("FHS");
    }

    Hl7Message message() {
        return message;
    }

    long range() {
        return range;
    }
}
