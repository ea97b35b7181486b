package io.sluice.ledger;

import io.sluice.message.ProblemException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The work that this node has leased, with the lanes that it stands in. The database has the last word. */
final class Leases {

    private final Map<UUID, Work> held = new ConcurrentHashMap<>();

    void add(Work work) {
        held.put(work.id(), work);
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
        held.remove(work.id(), work);
    }

    int size() {
        return held.size();
    }

    /** What other epochs than this have leased is not ours any more. */
    void forget(long epoch) {
        held.values().removeIf(work -> work.epoch() != epoch);
    }
}
