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
                !verdict.accepted(),
                null);
    }

    /** Adds the runs; those that were accepted are to be done. */
    void addTo(NewRows rows) {
        PendingArrival pending = verdict.pending();
        for (NewRun run : runs) {
            if (verdict.accepted()) {
                boolean own = run == runs.getFirst();
                rows.run(run, pending.prototype(run.id(), run.integration()), own ? pending.result() : null);
            } else {
                rows.over(run);
            }
        }
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
}
