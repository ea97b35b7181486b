package io.sluice.ledger;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** From the commit to the workers: bodies are remembered until they are claimed, and workers hear what became ready. */
final class Deliveries {

    private final Leases leases;
    private final Memory<ClaimedDelivery> memory;
    private final News news = new News();
    private volatile Consumer<String> endpointReady = endpoint -> {};

    Deliveries(Leases leases, Memory<ClaimedDelivery> memory) {
        this.leases = leases;
        this.memory = memory;
    }

    void to(Consumer<String> workers) {
        endpointReady = workers;
    }

    /** After a commit that made deliveries; prototypes in any order. */
    void placed(List<Work> works, List<ClaimedDelivery> prototypes) {
        prototypes.forEach(prototype -> memory.put(prototype.id(), prototype));
        woken(works);
    }

    /** After a commit that made deliveries READY, among other work. */
    void woken(List<Work> works) {
        Set<String> endpoints = new LinkedHashSet<>();
        for (Work work : works) {
            if (!work.run() && work.state().equals("READY")) {
                endpoints.add(work.owner());
            }
        }
        endpoints.forEach(this::ready);
    }

    void ready(String endpoint) {
        news.of(endpoint);
        endpointReady.accept(endpoint);
    }

    News news() {
        return news;
    }

    /** What was claimed, as far as it is in memory; the rest is in {@code missing} then. */
    Map<UUID, ClaimedDelivery> claimed(List<Work> works, List<Work> missing) {
        Map<UUID, ClaimedDelivery> found = HashMap.newHashMap(works.size());
        for (Work work : works) {
            leases.add(work);
            ClaimedDelivery prototype = memory.get(work.id());
            if (prototype == null) {
                missing.add(work);
            } else {
                found.put(work.id(), prototype);
            }
        }
        return found;
    }

    /** It will not be claimed again. */
    void ended(Work work) {
        leases.end(work);
        memory.remove(work.id());
    }

    Leases leases() {
        return leases;
    }

    void forget(long epoch) {
        leases.forget(epoch);
        memory.clear();
        news.forget();
    }
}
