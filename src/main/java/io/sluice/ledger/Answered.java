package io.sluice.ledger;

/** How a message stands whose sender waits for its answer. */
public sealed interface Answered {

    /** Its run has answered. */
    record By(Answer answer) implements Answered {}

    /**
     * Its run has ended without an answer.
     *
     * @param code why: a problem code, or {@code discarded}
     * @param inDoubt a call of the run has no reply, and nobody knows what became of it
     */
    record Never(String code, boolean inDoubt) implements Answered {}

    /** Its run has not ended. */
    record NotYet() implements Answered {}
}
