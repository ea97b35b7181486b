package io.sluice.format.hl7;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message or a group: lists of segments by name, in the order of their first one. */
final class Hl7ScopeTree extends Hl7Tree {

    private final Hl7Scope scope;

    Hl7ScopeTree(Hl7Scope scope) {
        this.scope = scope;
    }

    @Override
    public Hl7Value lookup(Hl7Path path) {
        return scope.lookup(path);
    }

    @Override
    public List<Object> all(Hl7Path path) {
        List<Object> found = new ArrayList<>();
        for (Hl7Segment segment : scope.all(path.segment(), path.occurrence())) {
            found.addAll(new Hl7SegmentTree(segment).all(path));
        }
        return found;
    }

    @Override
    public List<Hl7Segment> segments() {
        return scope.segments();
    }

    @Override
    @SuppressWarnings("unchecked")
    protected Map<String, Object> content() {
        Map<String, Object> names = new LinkedHashMap<>();
        for (Hl7Segment segment : scope.segments()) {
            ((List<Object>) names.computeIfAbsent(segment.name(), name -> new ArrayList<>()))
                    .add(new Hl7SegmentTree(segment));
        }
        return names;
    }
}
