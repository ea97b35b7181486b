package io.sluice.format.x12;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A composite: its components by number. */
final class X12CompositeTree extends X12Tree {

    private final X12Segment segment;
    private final int element;
    private final int repetition;

    X12CompositeTree(X12Segment segment, int element, int repetition) {
        this.segment = segment;
        this.element = element;
        this.repetition = repetition;
    }

    /** Takes {@code CLM-5-1} and, relative, {@code 1}. */
    @Override
    public Object lookup(X12Path path) {
        if (path.relative()) {
            return segment.value(element, repetition, path.element());
        }
        boolean here = path.selects(segment) && path.element() == element;
        return here ? segment.value(element, repetition, path.component()) : null;
    }

    @Override
    public List<Object> all(X12Path path) {
        Object found = lookup(path);
        return found == null || found.equals("") ? List.of() : List.of(found);
    }

    @Override
    public List<X12Tree> groups(String tag) {
        return List.of();
    }

    @Override
    public List<X12Segment> segments() {
        return List.of();
    }

    @Override
    protected Map<String, Object> content() {
        Map<String, Object> components = new LinkedHashMap<>();
        int count = segment.components(element, repetition);
        for (int component = 1; component <= count; component++) {
            components.put(Integer.toString(component), segment.value(element, repetition, component));
        }
        return components;
    }
}
