package io.sluice.ledger;

import io.sluice.message.Ids;
import io.sluice.message.Sha256;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A run's result with all that can be worked out before its commit. */
final class PendingResult extends Waiting<Void> implements LeasedStep.Leased {

    /** An event with its keys hashed and its data sealed. */
    record Event(
            PendingResult of, RunResult.NewEvent event, byte[] sha256, byte[] sealed, UUID keyHash, List<UUID> keys) {}

    /** A delivery with its lane hashed and its body sealed. */
    record Delivery(PendingResult of, RunResult.NewDelivery delivery, byte[] sha256, byte[] sealed, long[] lanes) {

        /** Its target has these very bytes already, by the delivery that this one supersedes: nothing is sent. */
        boolean identical() {
            return delivery.supersedes() != null && of.identical.contains(delivery.supersedes());
        }
    }

    /** A run of a subscriber of one of the events. */
    static final class Follower {

        private final RunRows.NewRun run;
        private final ReadyRun prototype;
        private PendingResult result;

        private Follower(RunRows.NewRun run, ReadyRun prototype) {
            this.run = run;
            this.prototype = prototype;
        }

        RunRows.NewRun run() {
            return run;
        }

        ReadyRun prototype() {
            return prototype;
        }

        /** What it came to when it was carried ahead of the commit that makes it; else null. */
        PendingResult result() {
            return result;
        }

        void carried(PendingResult ahead) {
            result = ahead;
        }
    }

    private final RunResult result;
    private final Work lease;
    private final List<Event> events = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Follower> followers = new ArrayList<>();
    private final List<UUID> flags;
    private final List<UnmappedRows.Row> unmapped = new ArrayList<>();
    private final String hops;
    private final String versions;
    private final byte[] sealedAnswer;
    private final List<UUID> keys = new ArrayList<>();
    private Set<UUID> identical = Set.of();
    private long bytes = 500;

    /** @param lease null of a run that was carried ahead: nobody else can know of it */
    PendingResult(RunResult result, Work lease, Keyring keyring, Payloads payloads) {
        this.result = result;
        this.lease = lease;
        this.flags = result.flags().stream()
                .map(flag -> keyring.hash(SearchCriteria.FLAG, flag))
                .toList();
        this.hops = JsonText.of(result.hops());
        this.versions = JsonText.of(result.versions());
        for (RunResult.Unmapped code : result.unmapped()) {
            unmapped.add(UnmappedRows.of(result.run().integration(), code, keyring));
        }
        this.sealedAnswer = result.answer() == null
                ? null
                : payloads.seal(result.answer().stored(), result.run().id(), Payloads.ANSWER);
        bytes += sealedAnswer == null ? 0 : sealedAnswer.length;
        result.keys().forEach((name, value) -> keys.add(keyring.hash(name, value)));
        if (result.end() instanceof RunResult.End.Routed) {
            for (RunResult.NewEvent event : result.events()) {
                add(event, keyring, payloads);
            }
            for (RunResult.NewDelivery delivery : result.deliveries()) {
                add(delivery, keyring, payloads);
            }
        }
    }

    private void add(RunResult.NewEvent event, Keyring keyring, Payloads payloads) {
        List<UUID> keys = new ArrayList<>();
        event.keys().forEach((name, value) -> keys.add(keyring.hash(name, value)));
        events.add(new Event(
                this,
                event,
                Sha256.of(event.data()),
                payloads.seal(event.data(), event.id(), Payloads.EVENT),
                event.lane() == null ? null : keyring.hash("key", event.lane()),
                keys));
        bytes += event.data().length;
        for (Arrival.Subscriber subscriber : event.subscribers()) {
            String owner = subscriber.integration();
            long[] lanes = subscriber.lanes().stream()
                    .mapToLong(value -> keyring.lane(owner, value))
                    .distinct()
                    .toArray();
            RunRows.NewRun run = new RunRows.NewRun(
                    RunIds.first(event.id(), owner),
                    result.run().messageId(),
                    event.id(),
                    owner,
                    event.revision(),
                    "RECEIVED",
                    lanes,
                    result.run().replayId(),
                    null,
                    null,
                    false,
                    null);
            followers.add(new Follower(run, prototype(event, run)));
        }
    }

    private ReadyRun prototype(RunResult.NewEvent event, RunRows.NewRun run) {
        ReadyRun cause = result.run();
        return new ReadyRun(
                run.id(),
                run.messageId(),
                run.eventId(),
                event.entity(),
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
                event.data(),
                Map.of(),
                null);
    }

    private void add(RunResult.NewDelivery delivery, Keyring keyring, Payloads payloads) {
        deliveries.add(new Delivery(
                this,
                delivery,
                Sha256.of(delivery.body()),
                payloads.seal(delivery.body(), delivery.id(), Payloads.REQUEST),
                delivery.lane() == null
                        ? new long[0]
                        : new long[] {keyring.lane(delivery.endpoint(), delivery.lane())}));
        bytes += delivery.body().length;
    }

    RunResult result() {
        return result;
    }

    ReadyRun run() {
        return result.run();
    }

    @Override
    public Work lease() {
        return lease;
    }

    List<Event> events() {
        return events;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    List<Follower> followers() {
        return followers;
    }

    /** A subscriber's run was carried ahead. */
    boolean followed() {
        return followers.stream().anyMatch(follower -> follower.result != null);
    }

    /** Keys by which what is flagged is found. */
    List<UUID> flags() {
        return flags;
    }

    List<UnmappedRows.Row> unmapped() {
        return unmapped;
    }

    String hops() {
        return hops;
    }

    String versions() {
        return versions;
    }

    /** Null when nobody waits. */
    byte[] sealedAnswer() {
        return sealedAnswer;
    }

    /** Hashes of the business keys that the run has found out. */
    List<UUID> keys() {
        return keys;
    }

    /** @param superseded deliveries whose targets need not be sent the same bytes again */
    void identical(Set<UUID> superseded) {
        identical = superseded;
    }

    /** What has to finish before the run is COMPLETED. */
    int open() {
        return events.size()
                + (int) deliveries.stream()
                        .filter(delivery -> !delivery.identical())
                        .count();
    }

    /** It keeps its lanes: what stands behind waits for a person. */
    boolean blocks() {
        return result.end() instanceof RunResult.End.Stopped stopped && stopped.strict();
    }

    @Override
    LocalDate day() {
        return Ids.day(run().messageId());
    }

    @Override
    long bytes() {
        return bytes;
    }
}
