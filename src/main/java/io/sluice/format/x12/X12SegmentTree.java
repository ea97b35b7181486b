package io.sluice.format.x12;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A segment: its elements by number. */
final class X12SegmentTree extends X12Tree {

    private final X12Segment segment;

    X12SegmentTree(X12Segment segment) {
        this.segment = segment;
    }

    @Override
    public Object lookup(X12Path path) {
        if (!path.relative() && !path.selects(segment)) {
            return null;
        }
        return path.element() == 0 ? this : path.read(segment);
    }

    @Override
    public List<Object> all(X12Path path) {
        List<Object> found = new ArrayList<>();
        if (!path.relative() && !path.selects(segment)) {
            return found;
        }
        if (path.element() == 0) {
            found.add(this);
            return found;
        }
        int last = path.repetition() > 0 ? path.repetition() : segment.repetitions(path.element());
        for (int i = Math.max(path.repetition(), 1); i <= last; i++) {
            Object value = path.component() == 0
                    ? part(path.element(), i)
                    : segment.value(path.element(), i, path.component());
            if (value != null && !"".equals(value)) {
                found.add(value);
            }
        }
        return found;
    }

    @Override
    public List<X12Tree> groups(String tag) {
        return List.of();
    }

    @Override
    public List<X12Segment> segments() {
        return List.of(segment);
    }

    @Override
    protected Map<String, Object> content() {
        Map<String, Object> elements = new LinkedHashMap<>();
        elements.put("segment", segment.tag());
        int count = segment.elements();
        for (int element = 1; element <= count; element++) {
            elements.put(Integer.toString(element), element(element));
        }
        return elements;
    }

    private Object element(int element) {
        int repetitions = segment.repetitions(element);
        if (repetitions < 2) {
            return part(element, 1);
        }
        List<Object> all = new ArrayList<>(repetitions);
        for (int i = 1; i <= repetitions; i++) {
            all.add(part(element, i));
        }
        return all;
    }

    /** One repetition: a text, or a composite. */
    private Object part(int element, int repetition) {
        return segment.verbatim() || segment.components(element, repetition) < 2
                ? segment.value(element, repetition, 0)
                : new X12CompositeTree(segment, element, repetition);
    }
}
