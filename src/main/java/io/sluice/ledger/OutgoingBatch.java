package io.sluice.ledger;

import io.sluice.ledger.OutgoingFiles.Stage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Many deliveries that are to be, or to have been, one file. Who has it has leased its members.
 *
 * @param sequence the file's number among those of its endpoint
 * @param closedAt when it was decided what is in it
 * @param members in their order, without their bodies
 */
public record OutgoingBatch(
        UUID id, long sequence, String name, Stage stage, Instant closedAt, List<ClaimedDelivery> members) {

    /**
     * What a look for a batch came to.
     *
     * @param cutAt up to which time of closing the files of the endpoint have been closed
     */
    public record Look(java.util.Optional<OutgoingBatch> batch, Instant cutAt) {}
}
