package io.sluice.format.x12;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The loops of a message in memory: which segment stands in which. */
final class X12Outline {

    private final List<X12Segment> segments;
    private final Map<X12Segment, X12Frame> frames;

    private X12Outline(List<X12Segment> segments, Map<X12Segment, X12Frame> frames) {
        this.segments = segments;
        this.frames = frames;
    }

    static X12Outline of(List<X12Segment> segments) {
        Map<X12Segment, X12Frame> frames = new IdentityHashMap<>();
        X12Cursor cursor = new X12Cursor();
        for (X12Segment segment : segments) {
            X12Frame frame = cursor.accept(segment);
            if (frame != null) {
                frames.put(segment, frame);
            }
        }
        return new X12Outline(segments, frames);
    }

    /** See {@link X12Tree#groups}. */
    List<List<X12Segment>> groups(String tag, List<X12Segment> scope) {
        Set<X12Frame> wanted = new LinkedHashSet<>();
        for (X12Segment segment : scope) {
            X12Frame frame = frames.get(segment);
            if (frame != null && segment.is(tag)) {
                wanted.add(frame);
            }
        }
        List<List<X12Segment>> groups = new ArrayList<>();
        for (X12Frame frame : wanted) {
            groups.add(group(frame, tag));
        }
        return groups;
    }

    private List<X12Segment> group(X12Frame group, String tag) {
        boolean own = group.isLevel()
                ? tag.equals("HL")
                : group.isParty() || group.above() == null || !group.above().isLevel();
        List<X12Segment> found = new ArrayList<>();
        Set<X12Frame> levels = own ? Set.of() : levels(group);
        for (X12Segment segment : segments) {
            X12Frame frame = frames.get(segment);
            boolean inside = frame != null && frame.within(group);
            if (inside || frame != null && levels.contains(frame.isParty() ? frame.above() : frame)) {
                found.add(segment);
            }
        }
        return found;
    }

    private static Set<X12Frame> levels(X12Frame group) {
        Set<X12Frame> levels = new LinkedHashSet<>();
        for (X12Frame at = group.above(); at != null; at = at.above()) {
            if (at.isLevel()) {
                levels.add(at);
            }
        }
        return levels;
    }
}
