package io.sluice.ledger;

import io.sluice.message.RunState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message as a line of a list: what the ledger knows without opening a payload.
 *
 * @param integration who took it, or {@code _unrouted}
 * @param outcome of its arrival: ACCEPTED, REJECTED, DUPLICATE, CONFLICT
 * @param code why it was not accepted, else null
 * @param originalId what a DUPLICATE repeats or a CONFLICT contradicts, else null
 * @param runs the newest run of each integration that worked on it
 */
public record MessageSummary(
        UUID id,
        Instant receivedAt,
        String listener,
        String system,
        String transport,
        String integration,
        String format,
        String type,
        String version,
        String controlId,
        String correlationId,
        int size,
        String outcome,
        String code,
        UUID originalId,
        List<RunSummary> runs) {

    /** @param code why it is not COMPLETED, else null */
    public record RunSummary(UUID id, String integration, RunState state, String code) {}

    MessageSummary with(List<RunSummary> found) {
        return new MessageSummary(
                id,
                receivedAt,
                listener,
                system,
                transport,
                integration,
                format,
                type,
                version,
                controlId,
                correlationId,
                size,
                outcome,
                code,
                originalId,
                found);
    }
}
