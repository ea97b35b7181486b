package io.sluice.deadletter;

import io.sluice.message.ProblemException;

/** The rule that everything done by hand has a reason. */
final class Reasons {

    private Reasons() {}

    static void require(String reason) {
        if (reason == null || reason.isBlank()) {
            throw new ProblemException(DeadLetterProblem.NO_REASON, "reason");
        }
    }
}
