package io.sluice.format.hl7;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A segment: its fields by number. */
final class Hl7SegmentTree extends Hl7Tree {

    private final Hl7Segment segment;

    Hl7SegmentTree(Hl7Segment segment) {
        this.segment = segment;
    }

    @Override
    public Hl7Value lookup(Hl7Path path) {
        return segment.lookup(path);
    }

    @Override
    public List<Object> all(Hl7Path path) {
        if (!segment.is(path.segment())) {
            return List.of();
        }
        if (path.field() == 0) {
            return List.of(this);
        }
        List<Object> found = new ArrayList<>();
        if (path.component() > 0) {
            segment.lookupAll(path).forEach(value -> add(found, value));
            return found;
        }
        boolean chosen = path.repetition() > 0 || path.selection() != null;
        int first = chosen ? segment.chosen(path) : 1;
        int last = chosen ? first : segment.repetitionCount(path.field());
        for (int i = Math.max(first, 1); i <= last; i++) {
            Hl7Value whole = segment.value(segment.repetition(path.field(), i), path.field(), 0, 0);
            boolean map = whole instanceof Hl7Value.Text && !segment.verbatim(path.field());
            if (map) {
                found.add(new Hl7RepetitionTree(segment, path.field(), i));
            } else {
                add(found, whole);
            }
        }
        return found;
    }

    @Override
    public List<Hl7Segment> segments() {
        return List.of(segment);
    }

    @Override
    protected Map<String, Object> content() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("segment", segment.name());
        int count = segment.fieldCount();
        for (int field = 1; field <= count; field++) {
            fields.put(Integer.toString(field), field(field));
        }
        return fields;
    }

    private Object field(int field) {
        int repetitions = segment.repetitionCount(field);
        if (repetitions > 1) {
            List<Object> all = new ArrayList<>(repetitions);
            for (int i = 1; i <= repetitions; i++) {
                all.add(new Hl7RepetitionTree(segment, field, i));
            }
            return all;
        }
        Hl7Value value = segment.value(segment.repetition(field, 1), field, 0, 0);
        boolean map = value instanceof Hl7Value.Text && !segment.verbatim(field);
        return map ? new Hl7RepetitionTree(segment, field, 1) : json(value);
    }
}
