package io.sluice.ledger;

import java.util.List;
import java.util.UUID;

/**
 * One thing that a replay may do again, as it stands now.
 *
 * @param id the run or the delivery
 * @param eventId what the run works on, null: the message
 * @param endpoint where the delivery goes; null for a run
 * @param state of the run or delivery
 * @param effects false: a run that has had no effect yet
 * @param lanes its order keys
 */
public record ReplayTarget(
        Kind kind,
        UUID messageId,
        UUID id,
        UUID eventId,
        String integration,
        String endpoint,
        String state,
        boolean effects,
        List<Long> lanes) {

    /** What is repeated. */
    public enum Kind {
        RUN("R"),
        DELIVERY("D");

        final String column;

        Kind(String column) {
            this.column = column;
        }

        static Kind of(String column) {
            return column.equals("R") ? RUN : DELIVERY;
        }
    }

    /** The integration of a run, the endpoint of a delivery. */
    public String name() {
        return kind == Kind.RUN ? integration : endpoint;
    }
}
