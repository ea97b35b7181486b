package io.sluice.send;

import io.sluice.ledger.CallLedger;
import io.sluice.ledger.Calling;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.ledger.DeliveryResult;
import io.sluice.ledger.DeliveryResult.Next;
import io.sluice.ledger.LedgerProblem;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RunResult.NewDelivery;
import io.sluice.message.CrashPoint;
import io.sluice.message.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Calls, each step of them committed under the lease of the run.
 *
 * <pre>
 *   request committed ──► its turn ──► SENDING committed (not idempotent) ──► bytes out ──► reply committed ──► the run goes on
 *        ▲ known reply: used again        │ none in time, breaker open: dead        │ none: tried again, dead, or in doubt
 * </pre>
 */
public final class Calls implements Caller {

    private static final Logger LOG = Logger.getLogger(Calls.class);

    /**
     * While the ledger does not take a result, it is offered so often, and for so long; then another start must do it.
     */
    private static final Duration AGAIN = Duration.ofMillis(200);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CallLedger ledger;
    private final Dispatcher dispatcher;
    private final InstantSource clock;

    public Calls(CallLedger ledger, Dispatcher dispatcher, InstantSource clock) {
        this.ledger = ledger;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    @Override
    public Reply call(ReadyRun run, NewDelivery request, Conditions conditions) throws InterruptedException {
        Instant deadline = clock.instant().plus(conditions.within());
        CallLine line = dispatcher
                .calls(request.endpoint())
                .orElseThrow(() -> new CallFailed(SendProblem.NOT_SENDABLE, request.endpoint(), false));
        while (true) {
            switch (committed(() -> ledger.call(run, request, line.queryable()))) {
                case Calling.Replied known -> {
                    return new Reply(status(known.status()), known.reply());
                }
                case Calling.Ended known -> throw new CallFailed(problem(known.code()), known.rule(), known.inDoubt());
                case Calling.Changed changed -> throw new CallFailed(SendProblem.CALL_CHANGED, "", false);
                case Calling.Make make -> {
                    CrashPoint.CALL_COMMITTED.here();
                    Reply reply = make(run, make.request(), line, conditions, deadline);
                    if (reply != null) {
                        return reply;
                    }
                }
            }
        }
    }

    /** Null when it is to be tried again. */
    private Reply make(ReadyRun run, ClaimedDelivery call, CallLine line, Conditions conditions, Instant deadline)
            throws InterruptedException {
        CallLine.Ended ended = line.attempt(call, conditions.answers(), deadline, () -> {
            if (!line.idempotent()) {
                committed(() -> ledger.calling(run, call));
            }
        });
        CrashPoint.CALL_SENT.here();
        SendOutcome outcome = ended.outcome();
        Next next = line.next(ended, call, deadline);
        String code = outcome.problem() == null ? null : outcome.problem().code();
        DeliveryResult.Attempt attempt = ended.made()
                ? new DeliveryResult.Attempt(
                        ended.startedAt(), ended.micros(), code, outcome.status(), outcome.response())
                : null;
        committed(() -> ledger.called(run, new DeliveryResult(call, next, attempt)));
        CrashPoint.CALL_SAVED.here();
        return switch (next) {
            case Next.Delivered delivered ->
                new Reply(status(outcome.status()), outcome.response() == null ? new byte[0] : outcome.response());
            case Next.Retry retry -> {
                Thread.sleep(Duration.between(clock.instant(), retry.due()));
                yield null;
            }
            case Next.PutBack putBack -> throw new IllegalStateException("a call is not put back");
            case Next.Dead dead -> {
                LOG.warnf("call %s to %s failed: %s; its run ends by it", call.id(), call.endpoint(), dead.code());
                throw new CallFailed(outcome.problem(), dead.rule(), false);
            }
            case Next.InDoubt doubt -> {
                LOG.warnf("call %s to %s is in doubt: %s; its run, too", call.id(), call.endpoint(), doubt.code());
                throw new CallFailed(outcome.problem(), "", true);
            }
        };
    }

    /** Offers it until the ledger has taken it; whoever has lost its lease has nothing more to say. */
    private static <T> T committed(Supplier<CompletableFuture<T>> commit) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return commit.get().get();
            } catch (ExecutionException e) {
                boolean fenced = e.getCause() instanceof ProblemException p && p.problem() == LedgerProblem.FENCED;
                if (fenced || System.nanoTime() > end) {
                    throw new InterruptedException("the lease of the run is lost, or the ledger is away for long");
                }
                if (e.getCause() instanceof ProblemException p && p.problem() == LedgerProblem.NOT_STORABLE) {
                    throw p;
                }
                Thread.sleep(AGAIN);
            }
        }
    }

    /** {@code 200}, or {@code query 200} when a status query has given it. */
    private static int status(String text) {
        return text == null ? 0 : Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1));
    }

    private static SendProblem problem(String code) {
        return Stream.of(SendProblem.values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElse(SendProblem.IN_DOUBT);
    }
}
