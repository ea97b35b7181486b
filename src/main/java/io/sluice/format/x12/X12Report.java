package io.sluice.format.x12;

import io.sluice.message.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@link X12Check} found in a file.
 *
 * @param interchanges in order
 * @param broken where the file could be read no further: no ISA, unusable delimiters, a segment without end
 */
public record X12Report(List<X12InterchangeReport> interchanges, Optional<ProblemException> broken) {

    public X12Report {
        interchanges = List.copyOf(interchanges);
    }

    public Stream<X12SetReport> sets() {
        return interchanges.stream().flatMap(one -> one.groups().stream()).flatMap(group -> group.sets().stream());
    }

    /** Nothing in it is refused; errors may have been noted. */
    public boolean accepted() {
        return broken.isEmpty()
                && !interchanges.isEmpty()
                && interchanges.stream().noneMatch(X12InterchangeReport::rejected)
                && interchanges.stream()
                        .flatMap(one -> one.groups().stream())
                        .allMatch(group -> "AE".contains(group.acknowledgement()));
    }

    /** All money that is stated adds up. */
    public boolean balanced() {
        return sets().allMatch(X12SetReport::balanced);
    }
}
