package io.sluice.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a batch of runs wants to happen, as rows: events, deliveries, runs of subscribers, and the work in them. */
final class RunEffects {

    private final List<PendingResult.Event> events = new ArrayList<>();
    private final List<PendingResult.Delivery> deliveries = new ArrayList<>();
    private final List<RunRows.NewRun> runs = new ArrayList<>();
    private final List<NewWork> works = new ArrayList<>();
    private final List<PayloadRows.Body> bodies = new ArrayList<>();
    private final List<KeyRows.Key> keys = new ArrayList<>();
    private List<NewWork.Placed> placed = List.of();
    private List<Long> outboxSeqs = List.of();

    RunEffects(List<PendingResult> results, Room.Promises room) {
        for (PendingResult result : results) {
            events.addAll(result.events());
            deliveries.addAll(result.deliveries());
            keys.addAll(KeyRows.of(result.run().messageId(), result.flags()));
            keys.addAll(KeyRows.of(result.run().messageId(), result.keys()));
            if (result.sealedAnswer() != null) {
                ReadyRun run = result.run();
                bodies.add(new PayloadRows.Body(run.messageId(), run.id(), Payloads.ANSWER, result.sealedAnswer()));
            }
            for (RunRows.NewRun run : result.subscribers()) {
                runs.add(run);
                works.add(NewWork.run(run, works.size(), room.one(run.integration())));
            }
        }
        for (PendingResult.Delivery delivery : deliveries) {
            if (!delivery.identical()) {
                works.add(work(delivery, works.size()));
            }
        }
        for (PendingResult.Event event : events) {
            bodies.add(new PayloadRows.Body(
                    event.of().run().messageId(), event.event().id(), Payloads.EVENT, event.sealed()));
            keys.addAll(KeyRows.of(event.of().run().messageId(), event.keys()));
        }
        for (PendingResult.Delivery delivery : deliveries) {
            bodies.add(new PayloadRows.Body(
                    delivery.of().run().messageId(), delivery.delivery().id(), Payloads.REQUEST, delivery.sealed()));
        }
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

    List<NewWork> works() {
        return works;
    }

    boolean events() {
        return !events.isEmpty();
    }

    void insert(Script script, Day day, long under, Instant now) {
        outboxSeqs = EventRows.insert(script, day, events);
        DeliveryRows.insert(script, day, deliveries, places(), now);
        PayloadRows.insert(script, day, bodies);
        KeyRows.insert(script, day, keys);
        RunRows.insert(script, day, runs, now);
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

    /** The work as it was placed. */
    List<Work> placed(long under) {
        return NewWork.placed(works, placed, under);
    }

    List<OutboxEvent> outbox() {
        List<OutboxEvent> outbox = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            outbox.add(EventRows.outbox(events.get(i), outboxSeqs.get(i)));
        }
        return outbox;
    }

    List<ClaimedDelivery> deliveries(Instant now) {
        return deliveries.stream()
                .filter(delivery -> !delivery.identical())
                .map(delivery -> DeliveryRows.prototype(delivery, now))
                .toList();
    }

    /** The subscribers' runs, as the engine will get them. */
    List<ReadyRun> runs() {
        List<ReadyRun> ready = new ArrayList<>(runs.size());
        int next = 0;
        for (PendingResult.Event event : events) {
            for (int i = 0; i < event.event().subscribers().size(); i++) {
                ready.add(prototype(event, runs.get(next++)));
            }
        }
        return ready;
    }

    private static ReadyRun prototype(PendingResult.Event event, RunRows.NewRun run) {
        ReadyRun cause = event.of().run();
        return new ReadyRun(
                run.id(),
                run.messageId(),
                run.eventId(),
                event.event().entity(),
                run.integration(),
                run.revision(),
                run.replayId(),
                0,
                0,
                0,
                cause.receivedAt(),
                cause.system(),
                "json",
                cause.messageType(),
                cause.controlId(),
                cause.correlationId(),
                cause.traceparent(),
                event.event().data(),
                Map.of(),
                null);
    }
}
