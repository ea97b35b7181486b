package io.sluice.ledger;

import io.sluice.message.DeliveryState;
import io.sluice.message.Ids;
import io.sluice.message.ProblemException;
import io.sluice.message.Sha256;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Commits the requests and replies of calls, several in one transaction. Whoever has lost the lease of its run is told
 * so and writes nothing; the others of the batch are not touched by that.
 */
final class Callings implements Committer.Step<Callings.Pending<?>> {

    private static final String LEASED = "select id from work where id = ? and epoch = ? and state = 'LEASED'";
    private static final String LOST = "send.in-doubt";

    private final InstantSource clock;
    private final LongSupplier epoch;
    private final Payloads payloads;

    Callings(InstantSource clock, LongSupplier epoch, Payloads payloads) {
        this.clock = clock;
        this.epoch = epoch;
        this.payloads = payloads;
    }

    /** Something that a run has to commit about a call. */
    abstract static class Pending<T> extends Waiting<T> {
        private final ReadyRun run;
        private final long weight;
        private T result;

        Pending(ReadyRun run, byte[] body) {
            this.run = run;
            this.weight = 500L + (body == null ? 0 : body.length);
        }

        abstract T write(CallRows rows, Session session, Day day, Instant now) throws SQLException;

        @Override
        LocalDate day() {
            return Ids.day(run.messageId());
        }

        @Override
        long bytes() {
            return weight;
        }
    }

    @Override
    public void commit(Session session, Day day, List<Pending<?>> batch) throws SQLException {
        long under = epoch.getAsLong();
        List<Pending<?>> fenced = new ArrayList<>();
        session.transaction(() -> {
            Script script = new Script();
            Lanes.enter(script, under);
            script.execute(session);
            CallRows rows = new CallRows(session, day, payloads);
            for (Pending<?> pending : batch) {
                if (pending.run.epoch() == under && leased(session, pending.run, under)) {
                    write(pending, rows, session, day);
                } else {
                    fenced.add(pending);
                }
            }
            return null;
        });
        for (Pending<?> pending : batch) {
            if (fenced.contains(pending)) {
                pending.fail(new ProblemException(LedgerProblem.FENCED, "epoch " + under));
            } else {
                complete(pending);
            }
        }
    }

    private <T> void write(Pending<T> pending, CallRows rows, Session session, Day day) throws SQLException {
        pending.result = pending.write(rows, session, day, clock.instant());
    }

    private static <T> void complete(Pending<T> pending) {
        pending.complete(pending.result);
    }

    private static boolean leased(Session session, ReadyRun run, long under) throws SQLException {
        Script script = new Script();
        List<UUID> found = script.query(LEASED, row -> row.getObject(1, UUID.class), run.id(), under);
        script.execute(session);
        return !found.isEmpty();
    }

    /** A call is about to be made. */
    static final class Request extends Pending<Calling> {
        private final ReadyRun run;
        private final RunResult.NewDelivery request;
        private final boolean queryable;

        Request(ReadyRun run, RunResult.NewDelivery request, boolean queryable) {
            super(run, request.body());
            this.run = run;
            this.request = request;
            this.queryable = queryable;
        }

        @Override
        Calling write(CallRows rows, Session session, Day day, Instant now) throws SQLException {
            byte[] sha256 = Sha256.of(request.body());
            List<CallRows.Past> known = request.supersedes() == null
                    ? rows.read(run.messageId(), request.id())
                    : rows.read(run.messageId(), request.id(), request.supersedes());
            Optional<CallRows.Past> same = find(known, request.id());
            if (same.isPresent()) {
                return goOn(rows, same.get(), sha256);
            }
            Optional<CallRows.Past> earlier = find(known, request.supersedes());
            if (earlier.filter(past -> past.state() == DeliveryState.DELIVERED && Arrays.equals(past.sha256(), sha256))
                            .isPresent()
                    && !rows.again(run.replayId())) {
                return new Calling.Replied(earlier.get().status(), body(earlier.get()));
            }
            if (earlier.isPresent()) {
                rows.move(run, earlier.get().id(), DeliveryState.SUPERSEDED, null);
            }
            rows.insert(run, request, sha256, now);
            return new Calling.Make(claimed(request.contentType(), request.meta(), request.body(), 0, now));
        }

        /**
         * It was begun before: by this run, by one that a person has repeated, or by one that an engine has died in.
         */
        private Calling goOn(CallRows rows, CallRows.Past past, byte[] sha256) throws SQLException {
            boolean own = past.runId().equals(run.id());
            return switch (past.state()) {
                case DELIVERED -> new Calling.Replied(past.status(), body(past));
                case QUEUED -> make(rows, past, past.attempts());
                case SENDING -> {
                    if (queryable) {
                        yield make(rows, past, Math.max(1, past.attempts()));
                    }
                    rows.move(run, past.id(), DeliveryState.IN_DOUBT, LOST);
                    yield new Calling.Ended(LOST, "", true);
                }
                case DEAD, IN_DOUBT -> {
                    if (own) {
                        String rule = past.rule() == null ? "" : past.rule();
                        yield new Calling.Ended(past.code(), rule, past.state() == DeliveryState.IN_DOUBT);
                    }
                    yield Arrays.equals(past.sha256(), sha256)
                            ? make(rows, past, past.attempts())
                            : new Calling.Changed();
                }
                case DISCARDED, SUPERSEDED -> new Calling.Changed();
            };
        }

        private Calling make(CallRows rows, CallRows.Past past, int attempts) throws SQLException {
            rows.move(run, past.id(), DeliveryState.QUEUED, null);
            return new Calling.Make(claimed(past.contentType(), past.meta(), past.body(), attempts, past.createdAt()));
        }

        private ClaimedDelivery claimed(
                String contentType, java.util.Map<String, String> meta, byte[] body, int attempts, Instant createdAt) {
            return new ClaimedDelivery(
                    request.id(),
                    run.messageId(),
                    run.id(),
                    run.eventId(),
                    run.integration(),
                    request.endpoint(),
                    contentType,
                    meta,
                    body,
                    attempts,
                    request.revision(),
                    0,
                    run.epoch(),
                    createdAt,
                    run.correlationId(),
                    run.traceparent(),
                    null);
        }

        private static Optional<CallRows.Past> find(List<CallRows.Past> known, UUID id) {
            return known.stream().filter(past -> past.id().equals(id)).findFirst();
        }

        private static byte[] body(CallRows.Past past) {
            return past.reply() == null ? new byte[0] : past.reply();
        }
    }

    /** Bytes are about to go out. */
    static final class Sending extends Pending<Void> {
        private final ReadyRun run;
        private final UUID call;

        Sending(ReadyRun run, UUID call) {
            super(run, null);
            this.run = run;
            this.call = call;
        }

        @Override
        Void write(CallRows rows, Session session, Day day, Instant now) throws SQLException {
            rows.move(run, call, DeliveryState.SENDING, null);
            return null;
        }
    }

    /** An attempt has ended. */
    static final class Result extends Pending<Void> {
        private final PendingDelivery result;

        Result(ReadyRun run, DeliveryResult result, Payloads payloads) {
            super(run, result.attempt() == null ? null : result.attempt().response());
            ClaimedDelivery call = result.delivery();
            Work notLeased = new Work(
                    call.id(),
                    Work.DELIVERY,
                    call.endpoint(),
                    call.messageId(),
                    call.runId(),
                    0,
                    "",
                    run.epoch(),
                    call.attempts(),
                    0,
                    new long[0]);
            this.result = new PendingDelivery(result, notLeased, payloads);
        }

        @Override
        Void write(CallRows rows, Session session, Day day, Instant now) throws SQLException {
            Script script = new Script();
            Attempts.add(script, day, List.of(result), now);
            script.execute(session);
            return null;
        }
    }
}
