package io.sluice.format.x12;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the next detail stands under: envelope headers, heading of the set, and the levels that are open. */
final class X12Context {

    private record Level(X12Frame frame, ByteArrayOutputStream bytes) {}

    private final Deque<Level> levels = new ArrayDeque<>();
    private byte[] isa = {};
    private byte[] gs = {};
    private byte[] joined;

    void interchange(X12Segment segment) {
        isa = segment.trimmed();
        gs = new byte[0];
        levels.clear();
        joined = null;
    }

    void group(X12Segment segment) {
        gs = segment.bytes();
        levels.clear();
        joined = null;
    }

    void endSet() {
        levels.clear();
        joined = null;
    }

    /** @param owner the set, the level (HL) or another loop that holds details */
    void add(X12Frame owner, X12Segment segment) {
        while (!levels.isEmpty() && !under(owner, levels.peekLast().frame())) {
            levels.removeLast();
        }
        if (levels.isEmpty() || levels.peekLast().frame() != owner) {
            levels.addLast(new Level(owner, new ByteArrayOutputStream()));
        }
        levels.peekLast().bytes().writeBytes(segment.bytes());
        joined = null;
    }

    private static boolean under(X12Frame frame, X12Frame other) {
        for (X12Frame at = frame; at != null; at = at.above()) {
            if (at == other) {
                return true;
            }
        }
        return false;
    }

    /** The same array until something changes. */
    byte[] bytes() {
        if (joined == null) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(isa);
            all.writeBytes(gs);
            for (Level level : levels) {
                all.writeBytes(level.bytes().toByteArray());
            }
            joined = all.toByteArray();
        }
        return joined;
    }
}
