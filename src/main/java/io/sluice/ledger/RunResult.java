package io.sluice.ledger;

import io.sluice.message.Hop;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * All that one run wants to happen; committed whole or not at all.
 *
 * @param end how the route ended
 * @param versions what was used: integration, mappings, contracts, tables, policy, name to version
 * @param flags controls that could not be applied and how it went on, such as {@code contract-open}
 * @param unmapped codes for the worklist, however the route ended
 * @param answer to a caller who waits, else null
 * @param keys business keys that the run has found out, added to the message's
 */
public record RunResult(
        ReadyRun run,
        End end,
        List<NewEvent> events,
        List<NewDelivery> deliveries,
        List<Hop> hops,
        Map<String, String> versions,
        Set<String> flags,
        List<Unmapped> unmapped,
        Answer answer,
        Map<String, String> keys) {

    public RunResult {
        flags = Set.copyOf(flags);
        unmapped = List.copyOf(unmapped);
    }

    /** Every control was applied, every code had a translation, and nobody waits. */
    public RunResult(
            ReadyRun run,
            End end,
            List<NewEvent> events,
            List<NewDelivery> deliveries,
            List<Hop> hops,
            Map<String, String> versions) {
        this(run, end, events, deliveries, hops, versions, Set.of(), List.of(), null, Map.of());
    }

    /**
     * A code that no table knew, for the worklist.
     *
     * @param place where it stands in the message, as the mapping says; may be empty
     * @param code content of the message: hashed and sealed before it is stored
     */
    public record Unmapped(String table, String place, String code) {

        /** Without the code, so that it may stand in a log line. */
        @Override
        public String toString() {
            return "Unmapped[table=" + table + ", place=" + place + "]";
        }
    }

    /** How a route ended. */
    public sealed interface End {

        /** With effects. */
        record Routed() implements End {}

        /** With no effect, for the reason given (a word, never a value). */
        record Filtered(String reason) implements End {}

        /**
         * It failed and cannot go on by itself. {@code strict}: the lane stays blocked and later work of the key waits.
         *
         * @param code problem code
         * @param hop step that failed
         * @param rule contract rule or path, empty when there is none
         * @param category name of the problem's category
         * @param owner team that owns the integration
         * @param inDoubt nobody knows what became of a call that it made
         */
        record Dead(String code, String hop, String rule, String category, String owner, boolean strict)
                implements Stopped {}

        /** Nothing is wrong with it, but it may not go on unless a person says so; otherwise as {@link Dead}. */
        record Held(String code, String hop, String rule, String category, String owner, boolean strict)
                implements Stopped {}

        /** Nobody knows what became of a call that it made; otherwise as {@link Dead}. */
        record InDoubt(String code, String hop, String rule, String category, String owner, boolean strict)
                implements Stopped {}

        /** It waits for a person, without effect. */
        sealed interface Stopped extends End permits Dead, Held, InDoubt {

            String code();

            String hop();

            String rule();

            String category();

            String owner();

            boolean strict();
        }
    }

    /**
     * @param id derived, UUIDv5
     * @param lane value of the order key: record key on Kafka (hashed) and order of the relay; null: none
     * @param keys business keys, added to the message's
     * @param data JSON, checked against its contract
     * @param subscribers each gets a run
     * @param supersedes id of the earlier revision, else null
     */
    public record NewEvent(
            UUID id,
            String entity,
            String version,
            String classification,
            Instant time,
            byte[] data,
            String lane,
            Map<String, String> keys,
            int revision,
            UUID supersedes,
            List<Arrival.Subscriber> subscribers) {}

    /**
     * @param id derived, UUIDv5; the idempotency key
     * @param endpoint {@code system/endpoint}
     * @param lane value of the order key, null: none
     * @param meta method, path, control id and the like; never content
     * @param supersedes id of the earlier revision, else null
     */
    public record NewDelivery(
            UUID id,
            String endpoint,
            String contentType,
            Map<String, String> meta,
            byte[] body,
            String lane,
            int revision,
            UUID supersedes) {}
}
