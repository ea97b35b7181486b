package io.sluice.format.hl7;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something that paths can be read from: a message, a group of its segments, one segment. */
public sealed interface Hl7Scope permits Hl7Message, Hl7Group, Hl7Segment {

    /** In the order of the message. */
    List<Hl7Segment> segments();

    /** What stands at the path; the first segment and the first repetition when the path names none. */
    default Hl7Value lookup(Hl7Path path) {
        int left = Math.max(path.occurrence(), 1);
        for (Hl7Segment segment : segments()) {
            if (segment.is(path.segment()) && --left == 0) {
                return segment.read(path);
            }
        }
        return Hl7Value.ABSENT;
    }

    /** The text at the path; empty when it is absent, empty or null. */
    default Optional<String> get(String path) {
        return lookup(Hl7Path.of(path)).text();
    }

    /** The texts at the path in all segments and all repetitions that the path does not choose itself. */
    default List<String> all(String path) {
        Hl7Path compiled = Hl7Path.of(path);
        List<String> texts = new ArrayList<>();
        for (Hl7Segment segment : all(compiled.segment(), compiled.occurrence())) {
            for (Hl7Value value : segment.lookupAll(compiled)) {
                value.text().ifPresent(texts::add);
            }
        }
        return texts;
    }

    /** All segments of a name, or the one of that occurrence (from 1; 0 for all). */
    default List<Hl7Segment> all(String name, int occurrence) {
        List<Hl7Segment> found = new ArrayList<>();
        int seen = 0;
        for (Hl7Segment segment : segments()) {
            if (segment.is(name) && (++seen == occurrence || occurrence == 0)) {
                found.add(segment);
            }
        }
        return found;
    }
}
