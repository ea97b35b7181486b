package io.sluice.send;

import io.sluice.message.ProblemCode;
import io.sluice.message.ProblemException;

/** A call has no reply. It is committed as such. */
public final class CallFailed extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final boolean inDoubt;

    public CallFailed(SendProblem problem, String where, boolean inDoubt) {
        super(problem, where);
        this.inDoubt = inDoubt;
    }

    /**
     * The system is away: there is no reply, it has not said no, and nothing is in doubt. A tier may say what happens
     * then.
     */
    public boolean away() {
        return !inDoubt && problem().category() == ProblemCode.Category.TRANSPORT;
    }

    /** Bytes may have left, the endpoint is not idempotent, and nobody knows what became of them. */
    public boolean inDoubt() {
        return inDoubt;
    }
}
