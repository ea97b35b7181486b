package io.sluice.ledger;

/** What a replay does with one target. */
public sealed interface ReplayStep {

    /** A dead or doubtful delivery is queued again, with the same id. */
    record Retry() implements ReplayStep {}

    /** A delivered one is sent once more, as a new revision. */
    record Repeat() implements ReplayStep {}

    /** @param remap a run that had effects: a new revision */
    record Rerun(boolean remap) implements ReplayStep {}

    /**
     * @param why {@code stale}, {@code identical}, {@code in-progress}, or the problem code that kept it from being
     *     done
     */
    record Skip(String why) implements ReplayStep {}
}
