package io.sluice.catalog.yaml;

import io.sluice.message.FileProblem;
import io.sluice.message.ProblemCode;

/** File and line (counted from 1; 0: the whole file) of a value. */
public record Place(String file, int line) {

    public FileProblem problem(ProblemCode code, String detail) {
        return new FileProblem(file, line, code, detail);
    }
}
