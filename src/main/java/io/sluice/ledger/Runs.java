package io.sluice.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From the commit to the engine: runs that were leased are handed over, with their bodies from memory where they are
 * there; the others' bodies are remembered for their turn. What is not in memory goes to the {@link RunLoader}.
 */
final class Runs {

    private final Leases leases;
    private final Memory<ReadyRun> memory;
    private final Room room = new Room();
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private volatile RunSink sink;
    private volatile RunLoader loader;

    Runs(Leases leases, Memory<ReadyRun> memory) {
        this.leases = leases;
        this.memory = memory;
    }

    void to(RunSink engine, RunLoader reader) {
        room.sink(engine);
        sink = engine;
        loader = reader;
    }

    Room.Promises room() {
        return room.new Promises();
    }

    /**
     * After a commit that made runs.
     *
     * @param prototypes what belongs to each of them, in any order
     */
    void placed(List<Work> works, List<ReadyRun> prototypes) {
        Map<UUID, ReadyRun> byId = HashMap.newHashMap(prototypes.size());
        prototypes.forEach(prototype -> byId.put(prototype.id(), prototype));
        List<ReadyRun> ready = new ArrayList<>();
        for (Work work : works) {
            ReadyRun prototype = byId.get(work.id());
            if (!work.run() || prototype == null) {
                continue;
            }
            if (work.leased()) {
                leases.add(work);
                ready.add(prototype.leased(work.seq(), work.epoch(), work.crashes()));
            } else {
                memory.put(work.id(), prototype);
                notLeased(work);
            }
        }
        hand(ready);
    }

    /** After a commit that woke or claimed runs. */
    void woken(List<Work> works) {
        List<ReadyRun> ready = new ArrayList<>();
        List<Work> missing = new ArrayList<>();
        for (Work work : works) {
            if (!work.run()) {
                continue;
            }
            if (!work.leased()) {
                notLeased(work);
                continue;
            }
            leases.add(work);
            ReadyRun prototype = memory.remove(work.id());
            if (prototype == null) {
                missing.add(work);
            } else {
                ready.add(prototype.leased(work.seq(), work.epoch(), work.crashes()));
            }
        }
        hand(ready);
        if (!missing.isEmpty()) {
            loader.load(missing);
        }
    }

    /** Gives leased runs to the engine. */
    void hand(List<ReadyRun> ready) {
        if (!ready.isEmpty()) {
            sink.ready(ready);
        }
    }

    /** True when runs of the integration may lie READY without a lease; asking makes it false until more are. */
    boolean mayWait(String integration) {
        return waiting.remove(integration);
    }

    /** There are, or may be, READY runs of the integration that nobody has leased. */
    void waits(String integration) {
        waiting.add(integration);
    }

    private void notLeased(Work work) {
        if (work.state().equals("READY")) {
            waiting.add(work.owner());
        }
    }

    /** Forgets what other epochs than this have leased. */
    void forget(long epoch) {
        leases.forget(epoch);
        memory.clear();
    }
}
