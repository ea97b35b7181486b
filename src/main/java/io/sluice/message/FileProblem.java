package io.sluice.message;

import java.util.Comparator;
import java.util.Objects;

/**
 * Something wrong in a file that a person wrote: a contract, an integration, a system, a route, a mapping. A reader
 * collects all of them instead of stopping at the first, so that one look at the list repairs the file.
 *
 * @param file the name as the author knows it, for example {@code contracts/patient/1.odcs.yaml}
 * @param line counted from 1; 0 when the problem belongs to the whole file
 * @param code what is wrong in general
 * @param detail what is wrong here: names of keys and the accepted values, never message content; may be empty
 */
public record FileProblem(String file, int line, ProblemCode code, String detail) implements Comparable<FileProblem> {

    private static final Comparator<FileProblem> BY_PLACE = Comparator.comparing(FileProblem::file)
            .thenComparingInt(FileProblem::line)
            .thenComparing(p -> p.code.code())
            .thenComparing(FileProblem::detail);

    public FileProblem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(detail, "detail");
    }

    /** {@code file:line}, which editors and terminals turn into a link; only the file when the line is not known. */
    public String place() {
        return line > 0 ? file + ":" + line : file;
    }

    /** One line for a terminal: place, code, what it means, the detail. */
    @Override
    public String toString() {
        return place() + ": " + code.code() + ": " + code.meaning() + (detail.isEmpty() ? "" : " (" + detail + ")");
    }

    @Override
    public int compareTo(FileProblem other) {
        return BY_PLACE.compare(this, other);
    }
}
