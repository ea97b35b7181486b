package io.sluice.ledger;

import io.sluice.message.CrashPoint;
import io.sluice.message.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Does replays, some items at a time. What is done to a target and the mark that it is done are one transaction, under
 * the lock of the replay: each (replay, original) is done once, however often the engine dies and however many nodes
 * there are.
 */
public final class ReplaySteps {

    private static final int MOST = 20;
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final Reopener reopener;

    public ReplaySteps(Reopener reopener) {
        this.reopener = reopener;
    }

    /** What is to be done with a target as it stands now. */
    public interface Decision {
        /** @param stale something newer of the same order key is done */
        ReplayStep decide(ReplaySelection selection, ReplayTarget target, boolean stale);
    }

    /**
     * Does the next items, as many as the rate allows.
     *
     * @return how many were looked at; empty when the replay runs no longer
     */
    public Optional<Integer> advance(UUID replayId, Decision decision, Instant now) {
        return reopener.reopen(reopening -> {
            Connection connection = reopening.connection();
            Optional<Running> running = Query.of(
                            "select * from replay where id = ? and state = 'RUNNING' for update", replayId)
                    .first(
                            connection,
                            row -> new Running(ReplayStore.replay(row, null), Query.instant(row, "next_at")));
            if (running.isEmpty()) {
                return Optional.empty();
            }
            Replay replay = running.get().replay();
            int room = room(replay.rate(), running.get().nextAt(), now);
            List<ReplayItem> items = room == 0
                    ? List.of()
                    : Query.of("select * from replay_item where replay_id = ? and state = 'PENDING'", replayId)
                            .add("order by n limit ?", room)
                            .list(connection, ReplayStore::item);
            if (room > 0) {
                perform(reopening, replay, items, decision);
                settle(connection, running.get(), items.size(), room, now);
            }
            return Optional.of(items.size());
        });
    }

    private record Running(Replay replay, Instant nextAt) {}

    /** Without a rate as many as make a good transaction; with one, what is due for the time between two steps. */
    private static int room(Integer rate, Instant nextAt, Instant now) {
        if (rate == null) {
            return MOST;
        }
        if (nextAt != null && now.isBefore(nextAt)) {
            return 0;
        }
        return (int) Math.clamp(rate * BETWEEN.toMillis() / 1_000, 1, MOST);
    }

    private static void settle(Connection connection, Running running, int done, int room, Instant now)
            throws SQLException {
        Replay replay = running.replay();
        if (done < room) {
            Query.of("update replay set state = 'DONE', ended_at = ? where id = ?", now, replay.id())
                    .update(connection);
        } else if (replay.rate() != null) {
            // From when it was due, not from now, so that the rate is met; but a long halt is not made up for.
            Instant late = now.minusSeconds(1);
            Instant due = running.nextAt() == null || running.nextAt().isBefore(late) ? late : running.nextAt();
            Instant next = due.plusNanos(done * 1_000_000_000L / replay.rate());
            Query.of("update replay set next_at = ? where id = ?", next, replay.id())
                    .update(connection);
        }
    }

    private static void perform(Reopening reopening, Replay replay, List<ReplayItem> items, Decision decision)
            throws SQLException {
        Connection connection = reopening.connection();
        List<ReplayTarget> loaded = ReplayTargets.load(connection, items);
        Set<UUID> stale = ReplayTargets.stale(connection, loaded);
        Map<UUID, ReplayTarget> targets = new HashMap<>();
        loaded.forEach(target -> targets.put(target.id(), target));
        for (ReplayItem item : items) {
            ReplayTarget target = targets.get(item.targetId());
            Done done = target == null
                    ? new Done("SKIPPED", LedgerProblem.NOT_FOUND.code(), null)
                    : perform(
                            reopening,
                            replay.id(),
                            target,
                            decision.decide(replay.selection(), target, stale.contains(target.id())));
            Query.of(
                            "update replay_item set state = ?, note = ?, result_id = ?::uuid",
                            done.state(),
                            done.note(),
                            done.result() == null ? null : done.result().toString())
                    .add("where replay_id = ? and n = ?", replay.id(), item.n())
                    .update(connection);
            CrashPoint.REPLAY_HALF.here();
        }
    }

    private record Done(String state, String note, UUID result) {}

    private static Done perform(Reopening reopening, UUID replayId, ReplayTarget target, ReplayStep step)
            throws SQLException {
        try {
            return switch (step) {
                case ReplayStep.Skip skip -> new Done("SKIPPED", skip.why(), null);
                case ReplayStep.Retry retry -> {
                    reopening.retryDelivery(target.id());
                    yield new Done("DONE", "retry", null);
                }
                case ReplayStep.Repeat repeat ->
                    new Done("DONE", "repeat", reopening.repeatDelivery(target.messageId(), target.id()));
                case ReplayStep.Rerun rerun ->
                    new Done(
                            "DONE",
                            "rerun",
                            reopening.rerun(
                                    target.messageId(),
                                    target.eventId(),
                                    target.integration(),
                                    rerun.remap(),
                                    replayId));
            };
        } catch (ProblemException e) {
            // Someone else took it up, or discarded it, since it was planned. Nothing was done, the replay goes on.
            return new Done("SKIPPED", e.problem().code(), null);
        }
    }
}
