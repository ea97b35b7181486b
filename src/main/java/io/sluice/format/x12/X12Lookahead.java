package io.sluice.format.x12;

import java.io.IOException;
import java.util.Optional;

/** Segments of a file, of which the next can be looked at. */
final class X12Lookahead {

    private final X12SegmentReader reader;
    private Optional<X12Segment> next;

    X12Lookahead(X12SegmentReader reader) {
        this.reader = reader;
    }

    Optional<X12Segment> peek() throws IOException {
        if (next == null) {
            next = reader.next();
        }
        return next;
    }

    X12Segment take() throws IOException {
        X12Segment taken = peek().orElseThrow();
        next = null;
        return taken;
    }
}
