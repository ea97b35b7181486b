package io.sluice.message;

/**
 * A failure with a code. The message of the exception is made of the code's meaning and a location (a path, a file and
 * line, a name of a rule), never of message content, so that it may be logged and shown.
 */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemCode problem;
    private final String where;

    public ProblemException(ProblemCode problem, String where) {
        this(problem, where, null);
    }

    public ProblemException(ProblemCode problem, String where, Throwable cause) {
        super(problem.code() + (where.isEmpty() ? "" : " at " + where) + ": " + problem.meaning(), cause);
        this.problem = problem;
        this.where = where;
    }

    public ProblemCode problem() {
        return problem;
    }

    /** Path, rule, file:line or name; empty when there is none. */
    public String where() {
        return where;
    }
}
