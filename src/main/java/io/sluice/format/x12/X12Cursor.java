package io.sluice.format.x12;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Follows the loops of one set after the other. A segment belongs to the innermost open loop that knows it, as a
 * segment or as the beginning of a loop within; one that nobody knows stays where the last one was.
 */
final class X12Cursor {

    private X12Frame current;
    private final Deque<X12Frame> levels = new ArrayDeque<>();

    /** The loop that the segment belongs to; null outside of sets. */
    X12Frame accept(X12Segment segment) {
        String tag = segment.tag();
        switch (tag) {
            case "ISA", "GS", "TA1", "GE", "IEA" -> current = null;
            case "ST" -> {
                current = new X12Frame(null, X12Grammar.of(String.valueOf(segment.element(1))), "ST");
                levels.clear();
            }
            default -> {
                if (current != null) {
                    current = place(segment, tag);
                }
            }
        }
        return current;
    }

    private X12Frame place(X12Segment segment, String tag) {
        for (X12Frame at = current; at != null; at = at.parent()) {
            X12Grammar begun = at.grammar().loops().get(tag);
            if (begun != null) {
                X12Frame frame = new X12Frame(at, begun, tag);
                if (frame.isLevel()) {
                    level(segment, frame);
                }
                return frame;
            }
            if (at.grammar().segments().contains(tag)) {
                return at;
            }
        }
        return current;
    }

    /** Levels come depth first. One that names no level above it that is open closes those of its own kind. */
    private void level(X12Segment hl, X12Frame frame) {
        String wanted = String.valueOf(hl.element(2));
        boolean known = levels.stream().anyMatch(level -> level.levelId().equals(wanted));
        if (known) {
            while (!levels.peek().levelId().equals(wanted)) {
                levels.pop();
            }
        } else if (wanted.isEmpty()) {
            levels.clear();
        } else {
            String code = String.valueOf(hl.element(3));
            boolean same = levels.stream().anyMatch(level -> level.levelCode().equals(code));
            while (same && !levels.pop().levelCode().equals(code)) {
                // up to the one of its kind
            }
        }
        frame.level(hl, levels.isEmpty() ? frame.parent() : levels.peek());
        levels.push(frame);
    }
}
