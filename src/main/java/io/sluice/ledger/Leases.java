package io.sluice.ledger;

import io.sluice.message.ProblemException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The work that this node has leased, with the lanes that it stands in. The database has the last word. */
final class Leases {

    private final Map<UUID, Work> held = new ConcurrentHashMap<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger deliveries = new AtomicInteger();

    void add(Work work) {
        Work before = held.put(work.id(), work);
        if (before == null) {
            count(work, 1);
        }
    }

    /** The lease under that epoch; fails with {@code ledger.fenced} when there is none. */
    Work under(UUID id, long epoch) {
        Work work = held.get(id);
        if (work == null || work.epoch() != epoch) {
            throw new ProblemException(LedgerProblem.FENCED, "epoch " + epoch);
        }
        return work;
    }

    void end(Work work) {
        if (held.remove(work.id(), work)) {
            count(work, -1);
        }
    }

    int runs() {
        return runs.get();
    }

    int deliveries() {
        return deliveries.get();
    }

    private void count(Work work, int change) {
        (work.run() ? runs : deliveries).addAndGet(change);
    }

    /** What other epochs than this have leased is not ours any more. */
    void forget(long epoch) {
        for (Work work : held.values()) {
            if (work.epoch() != epoch) {
                end(work);
            }
        }
    }
}
