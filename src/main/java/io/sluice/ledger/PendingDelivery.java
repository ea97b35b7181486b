package io.sluice.ledger;

import io.sluice.message.Ids;
import java.time.LocalDate;
import java.util.UUID;

/** The result of an attempt with all that can be worked out before its commit. */
final class PendingDelivery extends Waiting<Void> implements LeasedStep.Leased {

    private final DeliveryResult result;
    private final Work lease;
    private final UUID responseId;
    private final byte[] sealedResponse;

    PendingDelivery(DeliveryResult result, Work lease, Payloads payloads) {
        this.result = result;
        this.lease = lease;
        boolean answered = result.attempt() != null && result.attempt().response() != null;
        this.responseId =
                answered ? Ids.v5("response", lease.id(), result.attempt().startedAt(), lease.epoch()) : null;
        this.sealedResponse =
                answered ? payloads.seal(result.attempt().response(), responseId, Payloads.RESPONSE) : null;
    }

    DeliveryResult result() {
        return result;
    }

    ClaimedDelivery delivery() {
        return result.delivery();
    }

    @Override
    public Work lease() {
        return lease;
    }

    /** Null when there was no answer. */
    UUID responseId() {
        return responseId;
    }

    PayloadRows.Body response() {
        return new PayloadRows.Body(lease.messageId(), responseId, Payloads.RESPONSE, sealedResponse);
    }

    @Override
    LocalDate day() {
        return Ids.day(lease.messageId());
    }

    @Override
    long bytes() {
        return 300 + (sealedResponse == null ? 0 : sealedResponse.length);
    }
}
