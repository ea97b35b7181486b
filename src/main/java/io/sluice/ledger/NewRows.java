package io.sluice.ledger;

import io.sluice.ledger.RunRows.NewRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * What one commit adds: runs and the work in them, what runs have come to (events, deliveries, runs of subscribers),
 * bodies and keys.
 *
 * <p>A run that was carried ahead of its commit is added with its end and its effects, and never stands in its lanes:
 * it needs them free. Within the batch that is seen to here; {@link #insert} has the database refuse the batch when one
 * is not.
 */
final class NewRows {

    private final Predicate<String> lease;
    private final boolean ahead;
    private final List<NewRun> runs = new ArrayList<>();
    private final List<ReadyRun> prototypes = new ArrayList<>();
    private final List<NewWork> works = new ArrayList<>();
    private final List<PendingResult> carried = new ArrayList<>();
    private final List<PendingResult.Event> events = new ArrayList<>();
    private final List<PendingResult.Delivery> deliveries = new ArrayList<>();
    private final List<PayloadRows.Body> bodies = new ArrayList<>();
    private final List<KeyRows.Key> keys = new ArrayList<>();
    private final Set<Long> occupied = new HashSet<>();
    private final Set<Long> passed = new HashSet<>();
    private List<NewWork.Placed> placed = List.of();
    private List<Long> outboxSeqs = List.of();

    /**
     * @param lease whether one more run of an integration may be leased to this node at once
     * @param ahead false: whatever was carried ahead is dropped, and runs in its turn
     */
    NewRows(Predicate<String> lease, boolean ahead) {
        this.lease = lease;
        this.ahead = ahead;
    }

    /**
     * Adds a run that is to be done.
     *
     * @param prototype what the engine gets when its turn comes
     * @param result what it came to when it was carried ahead, else null
     */
    void run(NewRun run, ReadyRun prototype, PendingResult result) {
        if (ahead && result != null && LongStream.of(run.lanes()).noneMatch(occupied::contains)) {
            LongStream.of(run.lanes()).forEach(passed::add);
            runs.add(run.ended(result));
            carried.add(result);
            result(result);
            return;
        }
        LongStream.of(run.lanes()).forEach(occupied::add);
        runs.add(run);
        prototypes.add(prototype);
        works.add(NewWork.run(run, works.size(), lease.test(run.integration())));
    }

    /**
     * The batch ends this work. Whatever stands behind it, and so what was carried ahead in its lanes, comes after all
     * of its effects.
     */
    void ends(Work work) {
        LongStream.of(work.lanes()).forEach(occupied::add);
    }

    /** Adds a run that is over: nobody will carry it. */
    void over(NewRun run) {
        runs.add(run);
    }

    /** Adds what a run wants to happen. */
    void result(PendingResult result) {
        UUID messageId = result.run().messageId();
        events.addAll(result.events());
        deliveries.addAll(result.deliveries());
        keys(messageId, result.flags());
        keys(messageId, result.keys());
        if (result.sealedAnswer() != null) {
            body(new PayloadRows.Body(messageId, result.run().id(), Payloads.ANSWER, result.sealedAnswer()));
        }
        for (PendingResult.Event event : result.events()) {
            body(new PayloadRows.Body(messageId, event.event().id(), Payloads.EVENT, event.sealed()));
            keys(messageId, event.keys());
        }
        for (PendingResult.Delivery delivery : result.deliveries()) {
            body(new PayloadRows.Body(messageId, delivery.delivery().id(), Payloads.REQUEST, delivery.sealed()));
            if (!delivery.identical()) {
                works.add(work(delivery, works.size()));
            }
        }
        result.followers().forEach(follower -> run(follower.run(), follower.prototype(), follower.result()));
    }

    void body(PayloadRows.Body body) {
        bodies.add(body);
    }

    void keys(UUID messageId, Iterable<UUID> hashes) {
        hashes.forEach(hash -> keys.add(new KeyRows.Key(hash, messageId)));
    }

    private static NewWork work(PendingResult.Delivery delivery, int place) {
        ReadyRun run = delivery.of().run();
        return new NewWork(
                delivery.delivery().id(),
                Work.DELIVERY,
                delivery.delivery().endpoint(),
                run.messageId(),
                run.id(),
                delivery.lanes(),
                place,
                false);
    }

    /** What was carried ahead and is added with its end. */
    List<PendingResult> carried() {
        return carried;
    }

    /** Lanes that the commit locks. */
    LongStream lanes() {
        return LongStream.concat(NewWork.lanes(works), passed.stream().mapToLong(Long::longValue));
    }

    void insert(Script script, Day day, long under, Instant now) {
        Lanes.expectFree(script, passed);
        RunRows.insert(script, day, runs, now);
        UnmappedRows.insert(script, carried, now);
        outboxSeqs = EventRows.insert(script, day, events);
        DeliveryRows.insert(script, day, deliveries, places(), now);
        PayloadRows.insert(script, day, bodies);
        KeyRows.insert(script, day, keys);
        placed = Lanes.enqueue(script, under, now, works);
    }

    /** Of each delivery its place in the batch; those that are not sent stand at its end, where they bother nobody. */
    private int[] places() {
        Map<UUID, Integer> byId = new HashMap<>();
        works.forEach(work -> byId.put(work.id(), work.place()));
        return deliveries.stream()
                .mapToInt(delivery -> byId.getOrDefault(delivery.delivery().id(), works.size()))
                .toArray();
    }

    /** After the commit: hands over what it has made. */
    void committed(long under, Instant now, Runs to, Deliveries deliveriesTo, Outbox outbox) {
        List<Work> stands = NewWork.placed(works, placed, under);
        to.placed(stands, prototypes);
        deliveriesTo.placed(stands, waiting(now));
        if (!events.isEmpty()) {
            outbox.committed(outbox());
        }
        carried.forEach(result -> result.complete(null));
    }

    private List<ClaimedDelivery> waiting(Instant now) {
        return deliveries.stream()
                .filter(delivery -> !delivery.identical())
                .map(delivery -> DeliveryRows.prototype(delivery, now))
                .toList();
    }

    private List<OutboxEvent> outbox() {
        List<OutboxEvent> outbox = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            outbox.add(EventRows.outbox(events.get(i), outboxSeqs.get(i)));
        }
        return outbox;
    }
}
