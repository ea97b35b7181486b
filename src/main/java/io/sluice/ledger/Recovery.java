package io.sluice.ledger;

import io.sluice.message.ProblemException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What becomes of the work of dead epochs. Most of it is READY again by then and is announced; what was being sent, and
 * runs that were lost in three crashes, are judged and committed like any other result.
 */
final class Recovery {

    private final Sessions sessions;
    private final DeliveryReader reader;
    private final Leases leases;
    private final Ledger ledger;
    private final Consumer<String> integrations;
    private final Consumer<String> endpoints;
    private final Runnable doubt;
    // Guarded by this, as is the judge: a ledger takes over when it is opened, and its engine is made after it.
    private final List<Work> unjudged = new ArrayList<>();
    private LostWork judge;

    Recovery(
            Sessions sessions,
            DeliveryReader reader,
            Leases leases,
            Ledger ledger,
            Consumer<String> integrations,
            Consumer<String> endpoints,
            Runnable doubt) {
        this.sessions = sessions;
        this.reader = reader;
        this.leases = leases;
        this.ledger = ledger;
        this.integrations = integrations;
        this.endpoints = endpoints;
        this.doubt = doubt;
    }

    /** From now on; what has waited for a judge is judged at once. */
    void judgedBy(LostWork judgement) {
        List<Work> waiting;
        synchronized (this) {
            judge = judgement;
            waiting = List.copyOf(unjudged);
            unjudged.clear();
        }
        judge(waiting, judgement);
    }

    /** Nobody else wants to judge. */
    void judgedStrictly() {
        boolean nobody;
        synchronized (this) {
            nobody = judge == null;
        }
        if (nobody) {
            judgedBy(LostWork.STRICT);
        }
    }

    void takenOver(List<Work> works) {
        TreeSet<String> ready = new TreeSet<>();
        TreeSet<String> due = new TreeSet<>();
        for (Work work : works) {
            if (work.state().equals("READY")) {
                (work.run() ? ready : due).add(work.owner());
            } else {
                leases.add(work);
            }
        }
        ready.forEach(integrations);
        due.forEach(endpoints);
        List<Work> lost = works.stream()
                .filter(work -> work.run() && work.leased() || work.state().equals("SENDING"))
                .toList();
        LostWork now;
        synchronized (this) {
            now = judge;
            if (now == null) {
                unjudged.addAll(lost);
            }
        }
        if (now != null) {
            judge(lost, now);
        }
    }

    private void judge(List<Work> lost, LostWork by) {
        lost.stream().filter(Work::run).forEach(work -> crashed(work, by));
        List<Work> sending = lost.stream().filter(work -> !work.run()).toList();
        if (!sending.isEmpty()) {
            interrupted(sending, by);
        }
    }

    private void crashed(Work work, LostWork by) {
        ReadyRun run = new ReadyRun(
                work.id(),
                work.messageId(),
                null,
                null,
                work.owner(),
                0,
                null,
                work.seq(),
                work.epoch(),
                work.crashes(),
                Instant.EPOCH,
                "",
                "",
                "",
                "",
                "",
                null,
                new byte[0],
                Map.of(),
                null);
        orStartAfresh(
                ledger.finish(new RunResult(run, by.crashed(work.owner()), List.of(), List.of(), List.of(), Map.of())));
    }

    private void interrupted(List<Work> works, LostWork by) {
        Map<UUID, ClaimedDelivery> deliveries;
        try {
            deliveries = sessions.use("recovery", session -> read(session, works));
        } catch (ProblemException away) {
            doubt.run();
            return;
        }
        for (Work work : works) {
            ClaimedDelivery delivery = deliveries.get(work.id()).leased(work.seq(), work.epoch(), work.attempts());
            orStartAfresh(ledger.finish(
                    new DeliveryResult(delivery, by.interrupted(delivery.integration(), delivery.endpoint()), null)));
        }
    }

    private Map<UUID, ClaimedDelivery> read(Session session, List<Work> works) throws SQLException {
        return reader.read(session, works);
    }

    /** What could not be committed comes back with the next epoch. */
    private void orStartAfresh(CompletableFuture<Void> judged) {
        judged.whenComplete((done, failure) -> {
            if (failure != null) {
                doubt.run();
            }
        });
    }
}
