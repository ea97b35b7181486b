package io.sluice.receive.http;

import io.sluice.ledger.Answered;
import io.sluice.ledger.Answers.Dated;
import io.sluice.ledger.RunResult;
import io.sluice.message.ProblemException;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Brings callers who wait together with the answers of runs. A run of this node tells its answer when it is committed;
 * a run of another node is found in the ledger, which is asked in growing steps of up to two seconds. Nobody holds a
 * thread while waiting. Thread-safe.
 */
public final class CallAnswers {

    private static final long FIRST_LOOK = 250;
    private static final long LONGEST_STEP = 2_000;

    /** Answers whose caller has not asked yet: between the commit of a request and its question lies a millisecond. */
    private static final int EARLY = 512;

    /** Bytes; a larger one is read from the ledger. */
    private static final int SMALL = 64 * 1024;

    private final Vertx vertx;
    private final Function<UUID, Answered> ledger;
    private final Earlier earlier;
    private final Map<UUID, Waiter> waiting = new ConcurrentHashMap<>();
    private final Map<UUID, Answered> early = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Answered> eldest) {
            return size() > EARLY;
        }
    };

    /**
     * What both are given blocks for the database, and may fail with {@code ledger.unavailable}.
     *
     * @param ledger how a message stands
     */
    public CallAnswers(Vertx vertx, Function<UUID, Answered> ledger, Earlier earlier) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.earlier = earlier;
    }

    /** Finds the newest answer to a message with the key, received at that time or later. */
    @FunctionalInterface
    public interface Earlier {
        Optional<Dated> find(String key, String value, Instant since);
    }

    /** The last answer to the same question; empty when there is none, or the ledger is away. Never fails. */
    CompletionStage<Optional<Dated>> earlier(String key, String value, Instant since) {
        return vertx.executeBlocking(() -> earlier.find(key, value, since), false)
                .otherwise(Optional.empty())
                .toCompletionStage();
    }

    /** Several requests may wait for the same message: the first, and its repetitions. */
    private record Waiter(String integration, CompletableFuture<Answered> answered) {}

    /** A run of this node was committed. Cheap for runs that nobody waits for. */
    public void committed(RunResult result) {
        UUID message = result.run().messageId();
        if (result.run().eventId() != null || result.answer() == null && !waiting.containsKey(message)) {
            return;
        }
        Answered answered = result.answer() != null
                ? new Answered.By(result.answer())
                : switch (result.end()) {
                    case RunResult.End.Dead dead -> new Answered.Never(dead.code(), false);
                    case RunResult.End.InDoubt doubt -> new Answered.Never(doubt.code(), true);
                    case RunResult.End.Held held -> new Answered.NotYet(); // a person may let it go on
                    case RunResult.End.Filtered filtered -> new Answered.Never(filtered.reason(), false);
                    case RunResult.End.Routed routed -> new Answered.Never("", false);
                };
        Waiter waiter;
        synchronized (early) {
            waiter = waiting.get(message);
            if (waiter == null && result.answer() != null && result.answer().body().length <= SMALL) {
                early.put(message, answered);
            }
        }
        if (waiter != null && waiter.integration().equals(result.run().integration())) {
            waiter.answered().complete(answered);
        }
    }

    /**
     * The answer to a message; {@link Answered.NotYet} when there is none in time. Never fails.
     *
     * @param repeated it came before: its answer may be in the ledger already
     */
    CompletionStage<Answered> await(UUID message, String integration, boolean repeated, Duration within) {
        Waiter waiter;
        Answered known;
        synchronized (early) {
            known = early.remove(message);
            waiter = waiting.computeIfAbsent(message, id -> new Waiter(integration, new CompletableFuture<>()));
        }
        if (known != null) {
            waiter.answered().complete(known);
        }
        CompletableFuture<Answered> mine = waiter.answered().copy();
        long end = vertx.setTimer(Math.max(1, within.toMillis()), id -> mine.complete(new Answered.NotYet()));
        look(message, mine, repeated ? 1 : FIRST_LOOK);
        mine.whenComplete((done, impossible) -> {
            vertx.cancelTimer(end);
            waiting.remove(message, waiter);
        });
        return mine;
    }

    private void look(UUID message, CompletableFuture<Answered> mine, long after) {
        long timer = vertx.setTimer(
                after,
                id -> vertx.executeBlocking(() -> ask(message), false).onComplete(read -> {
                    if (read.succeeded() && !(read.result() instanceof Answered.NotYet)) {
                        mine.complete(read.result());
                    } else if (!mine.isDone()) {
                        look(message, mine, Math.min(LONGEST_STEP, Math.max(FIRST_LOOK, 2 * after)));
                    }
                }));
        mine.whenComplete((done, impossible) -> vertx.cancelTimer(timer));
    }

    private Answered ask(UUID message) {
        try {
            return ledger.apply(message);
        } catch (ProblemException away) {
            return new Answered.NotYet(); // the deadline goes on, and the ledger says itself that it is away
        }
    }
}
