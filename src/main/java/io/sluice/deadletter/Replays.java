package io.sluice.deadletter;

import io.sluice.ledger.Actor;
import io.sluice.ledger.Page;
import io.sluice.ledger.Replay;
import io.sluice.ledger.Replay.State;
import io.sluice.ledger.ReplayItem;
import io.sluice.ledger.ReplaySelection;
import io.sluice.ledger.ReplayStore;
import io.sluice.message.ProblemException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Plans replays and steers them. A plan does nothing; {@link #start} lets the {@link ReplayRunner} go on with it. Every
 * call that changes something is kept with its actor and reason.
 */
public final class Replays {

    /** As many targets as one replay may have. */
    public static final int MOST_TARGETS = 100_000;

    private final ReplayStore store;
    private final int mostAlone;
    private final ReplayPlanner planner = new ReplayPlanner(new ReplayRules());
    private final InstantSource clock;

    /** @param mostAlone a replay with more targets is started by someone else than who planned it */
    public Replays(ReplayStore store, int mostAlone, InstantSource clock) {
        this.store = store;
        this.mostAlone = mostAlone;
        this.clock = clock;
    }

    /**
     * Finds what the selection means and says what would happen.
     *
     * @throws ProblemException {@code deadletter.*} when the selection or the reason is not good enough
     */
    public Replay plan(ReplaySelection selection, Actor actor, String reason) {
        Reasons.require(reason);
        check(selection);
        ReplayStore.Found found = store.find(selection, MOST_TARGETS + 1);
        if (found.targets().size() > MOST_TARGETS) {
            throw new ProblemException(DeadLetterProblem.TOO_MANY, "");
        }
        ReplayPlanner.Planned planned = planner.plan(selection, found);
        UUID id = store.create(selection, planned.plan(), planned.items(), actor, reason, clock.instant());
        return store.find(id).orElseThrow();
    }

    /** @param rate targets per second, null: as it was planned, or as fast as the work goes */
    public Replay start(UUID id, Integer rate, Actor actor, String reason) {
        Reasons.require(reason);
        store.find(id).filter(replay -> !mayStart(replay, actor)).ifPresent(replay -> {
            throw new ProblemException(
                    DeadLetterProblem.FOUR_EYES,
                    "replay " + id + ", " + replay.plan().total() + " targets");
        });
        return move(id, EnumSet.of(State.PLANNED, State.PAUSED), State.RUNNING, rate, actor, reason);
    }

    /** Once it has been started by two, either may go on with it after a pause. */
    private boolean mayStart(Replay replay, Actor actor) {
        return replay.plan().total() <= mostAlone
                || replay.startedAt() != null
                || !replay.actor().equals(actor.name());
    }

    /** What is under way ends; nothing new is begun until it is started again. */
    public Replay pause(UUID id, Actor actor, String reason) {
        return move(id, EnumSet.of(State.RUNNING), State.PAUSED, null, actor, reason);
    }

    /** What is done stays done; the rest stays where it is. */
    public Replay cancel(UUID id, Actor actor, String reason) {
        return move(id, EnumSet.of(State.PLANNED, State.RUNNING, State.PAUSED), State.CANCELLED, null, actor, reason);
    }

    public Optional<Replay> find(UUID id) {
        return store.find(id);
    }

    public Page<Replay> list(Optional<UUID> before, int limit) {
        return store.list(before, limit);
    }

    /** In their order. {@code after}: 0, or the n of the last one seen. */
    public List<ReplayItem> items(UUID id, int after, int limit) {
        return store.items(id, after, limit);
    }

    private Replay move(UUID id, EnumSet<State> from, State to, Integer rate, Actor actor, String reason) {
        Reasons.require(reason);
        store.move(id, from, to, rate, actor, reason, clock.instant());
        return store.find(id).orElseThrow();
    }

    private static void check(ReplaySelection selection) {
        if (selection.ids().isEmpty()
                && selection.cause() == null
                && selection.keyHash() == null
                && selection.since() == null) {
            throw new ProblemException(DeadLetterProblem.NOTHING_SELECTED, "");
        }
        if (selection.remap() && selection.endpoint() != null) {
            throw new ProblemException(DeadLetterProblem.ENDPOINT_WITH_REMAP, selection.endpoint());
        }
    }
}
