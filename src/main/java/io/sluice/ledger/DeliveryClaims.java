package io.sluice.ledger;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/** Leases deliveries to workers. */
final class DeliveryClaims {

    private final Sessions sessions;
    private final DeliveryReader reader;
    private final Deliveries deliveries;
    private final LongSupplier epoch;
    private final InstantSource clock;

    DeliveryClaims(
            Sessions sessions, DeliveryReader reader, Deliveries deliveries, LongSupplier epoch, InstantSource clock) {
        this.sessions = sessions;
        this.reader = reader;
        this.deliveries = deliveries;
        this.epoch = epoch;
        this.clock = clock;
    }

    List<ClaimedDelivery> claim(String endpoint, int max) {
        News news = deliveries.news();
        if (!news.worthALook(endpoint)) {
            return List.of();
        }
        return sessions.use("claim", session -> {
            long before = news.latest(endpoint);
            long under = epoch.getAsLong();
            Script script = new Script().withoutWaitingForTheDisk();
            Lanes.enter(script, under, List.of());
            List<Work> works = script.query(RunLoader.CLAIM, Work::read, under, endpoint, clock.instant(), max);
            script.execute(session);
            if (works.size() < max) {
                news.exhausted(endpoint, before);
            }
            List<Work> missing = new ArrayList<>();
            Map<UUID, ClaimedDelivery> found = deliveries.claimed(works, missing);
            if (!missing.isEmpty()) {
                found.putAll(reader.read(session, missing));
            }
            return works.stream()
                    .sorted(Comparator.comparingLong(Work::seq))
                    .map(work -> found.get(work.id()).leased(work.seq(), work.epoch(), work.attempts()))
                    .toList();
        });
    }
}
