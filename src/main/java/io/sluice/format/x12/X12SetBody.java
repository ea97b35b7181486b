package io.sluice.format.x12;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The segments between an ST and its SE, taken from a file; stops before what cannot be in a set. */
final class X12SetBody {

    private static final Set<String> OUTSIDE = Set.of("ISA", "GS", "ST", "GE", "IEA", "TA1");

    private final X12Lookahead source;
    private X12Segment end;
    private boolean over;
    private int position = 1;

    X12SetBody(X12Lookahead source) {
        this.source = source;
    }

    /** Empty behind the last; then {@link #end} tells how it ended. */
    Optional<X12Segment> next() throws IOException {
        if (over) {
            return Optional.empty();
        }
        Optional<X12Segment> next = source.peek();
        String tag = next.map(X12Segment::tag).orElse("");
        boolean cut = next.isEmpty() || !next.get().terminated() || OUTSIDE.contains(tag);
        if (cut || tag.equals("SE")) {
            over = true;
            end = cut ? null : source.take();
            return Optional.empty();
        }
        position++;
        return Optional.of(source.take());
    }

    /** Of the segment given last; ST is 1. */
    int position() {
        return position;
    }

    /** SE; empty when it is missing. */
    Optional<X12Segment> end() {
        return Optional.ofNullable(end);
    }
}
