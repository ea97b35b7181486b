package io.sluice.format.hl7;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A repetition of a field: its components by number. */
final class Hl7RepetitionTree extends Hl7Tree {

    private final Hl7Segment segment;
    private final int field;
    private final long range;

    Hl7RepetitionTree(Hl7Segment segment, int field, int repetition) {
        this.segment = segment;
        this.field = field;
        this.range = segment.repetition(field, repetition);
    }

    /** Takes {@code PID-3-4-1} and, relative, {@code 4-1}. */
    @Override
    public Hl7Value lookup(Hl7Path path) {
        if (path.relative()) {
            return segment.value(range, field, path.field(), path.component());
        }
        boolean here = segment.is(path.segment()) && path.field() == field;
        return here ? segment.value(range, field, path.component(), path.subcomponent()) : Hl7Value.ABSENT;
    }

    @Override
    public List<Object> all(Hl7Path path) {
        List<Object> found = new ArrayList<>();
        add(found, lookup(path));
        return found;
    }

    @Override
    public List<Hl7Segment> segments() {
        return List.of();
    }

    @Override
    protected Map<String, Object> content() {
        Map<String, Object> components = new LinkedHashMap<>();
        for (int component = 1; ; component++) {
            Hl7Value value = segment.value(range, field, component, 0);
            if (value instanceof Hl7Value.Absent) {
                return components;
            }
            components.put(Integer.toString(component), component(component, value));
        }
    }

    private Object component(int component, Hl7Value whole) {
        boolean several = !(segment.value(range, field, component, 2) instanceof Hl7Value.Absent);
        if (!several || !(whole instanceof Hl7Value.Text)) {
            return json(whole);
        }
        Map<String, Object> subcomponents = new LinkedHashMap<>();
        for (int sub = 1; ; sub++) {
            Hl7Value value = segment.value(range, field, component, sub);
            if (value instanceof Hl7Value.Absent) {
                return subcomponents;
            }
            subcomponents.put(Integer.toString(sub), json(value));
        }
    }
}
