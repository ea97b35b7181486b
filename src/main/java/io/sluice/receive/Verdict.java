package io.sluice.receive;

import java.util.UUID;

/** What a transport has to tell the sender. Given only after the commit that it stands for has returned. */
public sealed interface Verdict {

    /** Stored, and will be worked on. */
    record Accepted(UUID messageId) implements Verdict {}

    /** Came before with the same bytes: the sender is told yes again, nothing runs. */
    record AcceptedDuplicate(UUID messageId, UUID originalId) implements Verdict {}

    /**
     * Kept, but not taken.
     *
     * @param problem the rule that it broke
     * @param where path, for example {@code MSH-9}; empty when the whole is meant
     * @param answer what the sender is told, which its integration may have chosen
     */
    record Refused(UUID messageId, ReceiveProblem problem, String where, Answer answer) implements Verdict {}

    /** Not stored, or it is unknown whether it was: the sender shall repeat. */
    record Unavailable(ReceiveProblem problem) implements Verdict {}

    /** What a sender is told about a refusal. */
    enum Answer {
        /** Yes, though it is held or kept as rejected. */
        ACCEPT,
        /** Not now: repeat it. */
        ERROR,
        /** Never: do not repeat it as it is. */
        REJECT
    }
}
