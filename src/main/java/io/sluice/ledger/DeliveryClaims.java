package io.sluice.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Leases deliveries to workers. */
final class DeliveryClaims {

    private final Claiming of;

    DeliveryClaims(Claiming of) {
        this.of = of;
    }

    List<ClaimedDelivery> claim(String endpoint, int max) {
        News news = of.deliveries().news();
        if (!news.worthALook(endpoint)) {
            return List.of();
        }
        return of.sessions().use("claim", session -> {
            long before = news.latest(endpoint);
            long under = of.epoch().getAsLong();
            Script script = new Script().withoutWaitingForTheDisk();
            Lanes.enter(script, under);
            List<Work> works = script.query(
                    RunLoader.CLAIM, Work::read, under, endpoint, of.clock().instant(), max);
            script.execute(session);
            if (works.size() < max) {
                news.exhausted(endpoint, before);
            }
            List<Work> missing = new ArrayList<>();
            Map<UUID, ClaimedDelivery> found = of.deliveries().claimed(works, missing);
            if (!missing.isEmpty()) {
                found.putAll(of.reader().read(session, missing));
            }
            List<Work> inOrder =
                    works.stream().sorted(Comparator.comparingLong(Work::seq)).toList();
            return Claiming.leased(inOrder, found);
        });
    }
}
