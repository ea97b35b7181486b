package io.sluice.ledger;

import io.sluice.ledger.DeadLetterRows.DeadLetter;
import io.sluice.ledger.RunRows.NewRun;
import io.sluice.message.RunState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The runs that follow from a verdict: the integration's own, and those of its subscribers when it is accepted. */
record ArrivalPlan(Verdict verdict, List<NewRun> runs) {

    static ArrivalPlan of(Verdict verdict) {
        PendingArrival pending = verdict.pending();
        Arrival arrival = pending.arrival();
        RunState state = switch (verdict.outcome()) {
            case ACCEPTED -> RunState.RECEIVED;
            case REJECTED -> RunState.REJECTED;
            case DUPLICATE -> RunState.DUPLICATE;
            case CONFLICT -> RunState.HELD;
        };
        List<NewRun> runs = new ArrayList<>();
        runs.add(run(verdict, arrival.integration(), state, arrival.lanes()));
        if (verdict.accepted()) {
            for (Arrival.Subscriber subscriber : arrival.subscribers()) {
                runs.add(run(verdict, subscriber.integration(), state, subscriber.lanes()));
            }
        }
        return new ArrivalPlan(verdict, runs);
    }

    private static NewRun run(Verdict verdict, String integration, RunState state, Collection<String> lanes) {
        PendingArrival pending = verdict.pending();
        return new NewRun(
                RunIds.first(pending.id(), integration),
                pending.id(),
                null,
                integration,
                0,
                state.name(),
                pending.lanes(integration, lanes),
                null,
                MessageRows.code(verdict),
                MessageRows.location(verdict),
                !verdict.accepted());
    }

    /** What a conflict leaves for a person. */
    DeadLetter deadLetter() {
        LedgerProblem problem = LedgerProblem.CONFLICT;
        PendingArrival pending = verdict.pending();
        return new DeadLetter(
                pending.id(),
                'C',
                pending.id(),
                runs.getFirst().id(),
                pending.arrival().integration(),
                "receive",
                problem.code(),
                "",
                "",
                problem.category().name(),
                RunState.HELD.name(),
                "",
                0);
    }

    /** What is handed over when a run's turn comes; its lease is filled in then. */
    ReadyRun prototype(NewRun run) {
        Arrival arrival = verdict.pending().arrival();
        return new ReadyRun(
                run.id(),
                run.messageId(),
                null,
                null,
                run.integration(),
                0,
                null,
                0,
                0,
                0,
                arrival.receivedAt(),
                arrival.system(),
                arrival.format(),
                arrival.type(),
                arrival.controlId(),
                arrival.correlationId(),
                arrival.traceparent(),
                verdict.pending().subject(),
                arrival.origin().headers(),
                verdict.pending().attachment());
    }
}
