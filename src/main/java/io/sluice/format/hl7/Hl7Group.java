package io.sluice.format.hl7;

import java.util.List;

/**
 * Consecutive segments that belong together, such as an OBR with its NTE, OBX and SPM; made by {@link Hl7Groups}. Paths
 * count within the group: {@code OBX[2]-5} is its second OBX.
 */
public record Hl7Group(List<Hl7Segment> segments) implements Hl7Scope {

    public Hl7Group {
        segments = List.copyOf(segments);
    }
}
