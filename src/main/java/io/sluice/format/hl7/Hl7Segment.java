package io.sluice.format.hl7;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One segment: a view of the message's bytes, read when asked. Immutable. */
public final class Hl7Segment implements Hl7Scope {

    private final Hl7Message message;
    private final long range;

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
        return bytes[start] == name.charAt(0) && bytes[start + 1] == name.charAt(1) && bytes[start + 2] == name.charAt(2);
    }

    /** The number of the last field that is there, 0 when there is none. */
    public int fieldCount() {
        int parts = Hl7Ranges.parts(message.raw(), range, message.delimiters().field());
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
        return value(path, locate(path));
    }

    /** What stands at the path in each repetition of its field, or in the one that the path chooses. */
    List<Hl7Value> lookupAll(Hl7Path path) {
        if (path.field() == 0 || path.repetition() > 0 || path.selection() != null) {
            return List.of(value(path, locate(path)));
        }
        List<Hl7Value> values = new ArrayList<>();
        int count = repetitionCount(path.field());
        for (int i = 1; i <= count; i++) {
            values.add(value(path, within(path, repetition(path.field(), i))));
        }
        return values;
    }

    /** What stands at the path's component and subcomponent in one repetition, from 1. */
    Hl7Value lookup(Hl7Path path, int repetition) {
        return value(path, within(path, repetition(path.field(), repetition)));
    }

    /** Where the path points to, or {@link Hl7Ranges#NONE}. */
    long locate(Hl7Path path) {
        if (path.field() == 0) {
            return range;
        }
        int repetition = chosen(path);
        return repetition == 0 ? Hl7Ranges.NONE : within(path, repetition(path.field(), repetition));
    }

    /** Where the path's component and subcomponent stand in one repetition, from 1. */
    long locate(Hl7Path path, int repetition) {
        return within(path, repetition(path.field(), repetition));
    }

    /** The number of the repetition that the path chooses; 0 when its selection fits none. */
    int chosen(Hl7Path path) {
        Hl7Path.Selection selection = path.selection();
        if (selection == null) {
            return Math.max(path.repetition(), 1);
        }
        Hl7Path place =
                new Hl7Path(path.segment(), 0, path.field(), 0, null, selection.component(), selection.subcomponent());
        int count = repetitionCount(path.field());
        for (int i = 1; i <= count; i++) {
            if (lookup(place, i) instanceof Hl7Value.Text text && text.value().equals(selection.value())) {
                return i;
            }
        }
        return 0;
    }

    /** The field with all repetitions. */
    long field(int field) {
        if (!header()) {
            return Hl7Ranges.part(message.raw(), range, message.delimiters().field(), field);
        }
        int separator = Hl7Ranges.start(range) + 3;
        return field == 1
                ? Hl7Ranges.range(separator, separator + 1)
                : Hl7Ranges.part(message.raw(), range, message.delimiters().field(), field - 1);
    }

    long repetition(int field, int repetition) {
        long whole = field(field);
        return whole == Hl7Ranges.NONE
                ? whole
                : Hl7Ranges.part(message.raw(), whole, repetitionDelimiter(field), repetition - 1);
    }

    private long within(Hl7Path path, long repetition) {
        long found = repetition;
        if (found != Hl7Ranges.NONE && path.component() > 0) {
            found = Hl7Ranges.part(message.raw(), found, message.delimiters().component(), path.component() - 1);
        }
        if (found != Hl7Ranges.NONE && path.subcomponent() > 0) {
            found = Hl7Ranges.part(message.raw(), found, message.delimiters().subcomponent(), path.subcomponent() - 1);
        }
        return found;
    }

    private Hl7Value value(Hl7Path path, long found) {
        if (path.field() == 0 || verbatim(path.field())) {
            return message.verbatim(found);
        }
        boolean components = path.component() == 0;
        return message.value(found, components, components || path.subcomponent() == 0);
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
