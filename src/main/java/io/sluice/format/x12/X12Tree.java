package io.sluice.format.x12;

import io.sluice.format.MapOnDemand;
import java.util.List;

/**
 * Segments as maps and lists, for JSONata and for display; each part is made when it is first looked at.
 *
 * <pre>
 * {"ST": [{"segment": "ST", "1": "837", "2": "0021"}],
 *  "CLM": [{"segment": "CLM", "1": "26407789", "2": "79.04", "5": {"1": "11", "2": "B", "3": "1"}}]}
 * </pre>
 *
 * Segments of a name are always a list, in their order. An element is its text, a map of its components, or a list when
 * it repeats. Absent: no key; empty: {@code ""}. Loops are taken out by {@link #groups}. Read-only.
 */
public abstract sealed class X12Tree extends MapOnDemand permits X12ScopeTree, X12SegmentTree, X12CompositeTree {

    /**
     * What stands at the path, seen from here: a text, null when there is none. A path without element: the segment.
     */
    public abstract Object lookup(X12Path path);

    /**
     * Everything that is said at the path, seen from here: segments, composites and texts; absent and empty are left
     * out.
     */
    public abstract List<Object> all(X12Path path);

    /**
     * The loops that a segment begins, in order: its own segments and those of the loops within. Where the set has
     * levels (HL) the levels that it stands under come first, so that a claim carries its billing provider and
     * subscriber. For a segment that begins no loop the loop it stands in.
     */
    public abstract List<X12Tree> groups(String tag);

    /** The segments of this view; none for a composite. */
    public abstract List<X12Segment> segments();
}
