package io.sluice.format.x12;

import io.sluice.format.Content;
import io.sluice.format.FormatProblem;
import io.sluice.format.Place;
import io.sluice.message.ProblemException;
import java.util.Optional;

/** A declared place of X12 messages. */
public record X12Place(X12Path compiled, String path) implements Place {

    /** @throws ProblemException {@link FormatProblem#PATH_INVALID} with the column; a relative path is none */
    public static X12Place of(String path) {
        X12Path compiled = X12Path.of(path);
        if (compiled.relative()) {
            throw new ProblemException(FormatProblem.PATH_INVALID, "column 1 of '" + path + "'");
        }
        return new X12Place(compiled, path);
    }

    @Override
    public Optional<String> in(Content content) {
        return ((X12Message) content).field(path);
    }
}
