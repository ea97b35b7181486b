package io.sluice.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A planned, limited, recorded repetition.
 *
 * <pre>PLANNED ──► RUNNING ◄──► PAUSED      RUNNING ──► DONE      PLANNED, RUNNING, PAUSED ──► CANCELLED</pre>
 *
 * @param rate targets per second, null: as fast as the work goes
 */
public record Replay(
        UUID id,
        State state,
        String actor,
        String reason,
        ReplaySelection selection,
        Plan plan,
        Integer rate,
        Instant createdAt,
        Instant startedAt,
        Instant endedAt,
        Progress progress) {

    /** Where a replay stands. */
    public enum State {
        PLANNED,
        RUNNING,
        PAUSED,
        CANCELLED,
        DONE
    }

    /** What it would do when it was planned; looked at again, target by target, when it is done. */
    public record Plan(int total, List<TargetPlan> targets) {}

    /**
     * For one integration (runs) or one endpoint (deliveries).
     *
     * @param retry dead or doubtful deliveries sent with the same id
     * @param rerun runs that go through the live route
     * @param again already applied there, and applied again
     * @param identical skipped: delivered with these very bytes
     * @param stale skipped, or done because asked for: something newer of the same order key is done
     * @param inProgress skipped: still under way by itself
     */
    public record TargetPlan(
            ReplayTarget.Kind kind,
            String name,
            int total,
            int retry,
            int rerun,
            int again,
            int identical,
            int stale,
            int inProgress) {}

    /**
     * @param outcomes state that the runs and deliveries which came of it are in now, and how many
     */
    public record Progress(int total, int done, int skipped, int pending, Map<String, Integer> outcomes) {}
}
