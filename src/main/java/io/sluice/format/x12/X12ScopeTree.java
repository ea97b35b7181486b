package io.sluice.format.x12;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message or a loop: its segments by name. */
final class X12ScopeTree extends X12Tree {

    private final X12Message message;
    private final List<X12Segment> segments;

    X12ScopeTree(X12Message message, List<X12Segment> segments) {
        this.message = message;
        this.segments = segments;
    }

    /** The text at the path in the first segment that it selects; null when there is none. */
    static String read(List<X12Segment> segments, X12Path path) {
        X12Segment segment = select(segments, path);
        return segment == null ? null : path.element() == 0 ? segment.tag() : path.read(segment);
    }

    private static X12Segment select(List<X12Segment> segments, X12Path path) {
        int left = Math.max(path.occurrence(), 1);
        for (X12Segment segment : segments) {
            if (path.selects(segment) && --left == 0) {
                return segment;
            }
        }
        return null;
    }

    @Override
    public Object lookup(X12Path path) {
        X12Segment segment = select(segments, path);
        return segment == null ? null : new X12SegmentTree(segment).lookup(path);
    }

    @Override
    public List<Object> all(X12Path path) {
        List<Object> found = new ArrayList<>();
        if (path.occurrence() > 0) {
            X12Segment segment = select(segments, path);
            return segment == null ? found : new X12SegmentTree(segment).all(path);
        }
        for (X12Segment segment : segments) {
            if (path.selects(segment)) {
                found.addAll(new X12SegmentTree(segment).all(path));
            }
        }
        return found;
    }

    @Override
    public List<X12Tree> groups(String tag) {
        List<X12Tree> groups = new ArrayList<>();
        for (List<X12Segment> group : message.outline().groups(tag, segments)) {
            groups.add(new X12ScopeTree(message, group));
        }
        return groups;
    }

    @Override
    public List<X12Segment> segments() {
        return segments;
    }

    @Override
    protected Map<String, Object> content() {
        Map<String, Object> names = new LinkedHashMap<>();
        for (X12Segment segment : segments) {
            @SuppressWarnings("unchecked")
            List<Object> same = (List<Object>) names.computeIfAbsent(segment.tag(), ignored -> new ArrayList<>());
            same.add(new X12SegmentTree(segment));
        }
        return names;
    }
}
