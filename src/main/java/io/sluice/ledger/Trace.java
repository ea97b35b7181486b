package io.sluice.ledger;

import io.sluice.message.DeliveryState;
import io.sluice.message.Hop;
import io.sluice.message.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * All that the ledger knows of one message but the payloads, in the order in which it happened. The names of stages are
 * those under which {@link Bodies} opens them.
 *
 * @param warnings codes with paths, from the inspection at arrival
 * @param actions what was done to it by hand
 */
public record Trace(
        MessageSummary message,
        String peer,
        String traceparent,
        String location,
        String sha256,
        List<String> warnings,
        List<RunTrace> runs,
        List<EventTrace> events,
        List<DeliveryTrace> deliveries,
        List<DeadLetter> deadLetters,
        List<Action> actions) {

    /**
     * @param eventId what it works on, null: the message
     * @param newest false: a later run took its place
     * @param hop the step that failed, else null
     * @param rule contract rule or path that failed, else null
     * @param versions name to version of what was used
     */
    public record RunTrace(
            UUID id,
            UUID eventId,
            String integration,
            int revision,
            boolean newest,
            RunState state,
            UUID replayId,
            Instant createdAt,
            Instant finishedAt,
            String code,
            String hop,
            String rule,
            Map<String, String> versions,
            List<Hop> hops) {}

    /**
     * @param relayedAt when Kafka had acknowledged it, else null
     * @param flags controls that could not be applied when it was made
     */
    public record EventTrace(
            String stage,
            UUID id,
            UUID runId,
            String entity,
            String version,
            String classification,
            int revision,
            UUID supersedes,
            Instant createdAt,
            Instant relayedAt,
            String sha256,
            Set<String> flags) {}

    /** @param meta method, path, control id and the like */
    public record DeliveryTrace(
            String stage,
            UUID id,
            UUID runId,
            UUID eventId,
            String integration,
            String endpoint,
            DeliveryState state,
            int revision,
            UUID supersedes,
            Instant createdAt,
            Instant finishedAt,
            String contentType,
            Map<String, String> meta,
            String code,
            String rule,
            String sha256,
            List<AttemptTrace> attempts) {}

    /**
     * @param outcome DELIVERED, RETRY, DEAD, IN_DOUBT
     * @param status HTTP status or MSA-1, null when there was no reply
     * @param reply true when a reply was kept
     */
    public record AttemptTrace(
            int no, Instant startedAt, long micros, String outcome, String code, String status, boolean reply) {}
}
