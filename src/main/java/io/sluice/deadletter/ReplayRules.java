package io.sluice.deadletter;

import io.sluice.ledger.ReplaySelection;
import io.sluice.ledger.ReplayStep;
import io.sluice.ledger.ReplaySteps;
import io.sluice.ledger.ReplayTarget;

/**
 * Decides what a replay does with one target. The plan asks when it is made, the replay asks again when it comes to the
 * target: what has changed meanwhile is skipped, not done by mistake.
 *
 * <pre>
 *                     stale      else, as it is                 with again    with remap
 * delivery  DEAD      skip (1)   retry: same id and bytes       retry         (its run is the target)
 *           IN_DOUBT  skip (1)   retry                          retry
 *           DELIVERED skip (1)   skip: identical                repeat        (its run is the target)
 * run       DEAD, no effects: rerun, same revision, stale skips (1)
 *           with effects         skip: identical                skip          rerun, next revision
 *           under way            skip: in-progress
 * (1) unless the selection says that stale ones shall go too
 * </pre>
 */
final class ReplayRules implements ReplaySteps.Decision {

    static final String STALE = "stale";
    static final String IDENTICAL = "identical";
    static final String IN_PROGRESS = "in-progress";

    @Override
    public ReplayStep decide(ReplaySelection selection, ReplayTarget target, boolean stale) {
        ReplayStep step = target.kind() == ReplayTarget.Kind.RUN ? run(selection, target) : delivery(selection, target);
        boolean refused = stale && !selection.stale() && !(step instanceof ReplayStep.Skip);
        return refused ? new ReplayStep.Skip(STALE) : step;
    }

    private static ReplayStep run(ReplaySelection selection, ReplayTarget run) {
        return switch (run.state()) {
            case "RECEIVED", "ROUTED" -> new ReplayStep.Skip(IN_PROGRESS);
            case "HELD" -> run.effects() ? new ReplayStep.Skip(IN_PROGRESS) : new ReplayStep.Rerun(false);
            case "REJECTED", "DUPLICATE" -> new ReplayStep.Skip(IDENTICAL);
            default -> {
                if (!run.effects()) {
                    yield new ReplayStep.Rerun(false);
                }
                yield selection.remap() ? new ReplayStep.Rerun(true) : new ReplayStep.Skip(IDENTICAL);
            }
        };
    }

    private static ReplayStep delivery(ReplaySelection selection, ReplayTarget delivery) {
        return switch (delivery.state()) {
            case "DEAD", "IN_DOUBT" -> new ReplayStep.Retry();
            case "DELIVERED" -> selection.again() ? new ReplayStep.Repeat() : new ReplayStep.Skip(IDENTICAL);
            case "QUEUED", "SENDING" -> new ReplayStep.Skip(IN_PROGRESS);
            // DISCARDED and SUPERSEDED: somebody has decided, or a later revision stands in its place.
            default -> new ReplayStep.Skip(IDENTICAL);
        };
    }
}
