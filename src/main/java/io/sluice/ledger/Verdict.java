package io.sluice.ledger;

import io.sluice.ledger.PendingArrival.DuplicateKey;
import io.sluice.ledger.PendingArrival.Owner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an arrival is, in view of those before it.
 *
 * @param originalId the message that a DUPLICATE repeats and a CONFLICT contradicts; else null
 * @param heldId of the repetition of a conflict: the message held; else null
 */
record Verdict(PendingArrival pending, Outcome outcome, UUID originalId, UUID heldId) {

    /** As in {@code message.outcome}. */
    enum Outcome {
        ACCEPTED,
        REJECTED,
        DUPLICATE,
        CONFLICT
    }

    Receipt receipt() {
        UUID id = pending.id();
        return switch (outcome) {
            case ACCEPTED -> new Receipt.Stored(id);
            case REJECTED -> new Receipt.Refused(id);
            case CONFLICT -> new Receipt.Conflict(id, originalId, true);
            case DUPLICATE ->
                heldId == null ? new Receipt.Duplicate(id, originalId) : new Receipt.Conflict(id, originalId, false);
        };
    }

    /** What its row points at. */
    UUID repeats() {
        return heldId == null ? originalId : heldId;
    }

    boolean accepted() {
        return outcome == Outcome.ACCEPTED;
    }

    /** The first under its key, if it has one. */
    boolean first() {
        return accepted() || outcome == Outcome.REJECTED;
    }

    /** Its bytes are stored: nobody else's row has the same. */
    boolean keepsBytes() {
        return outcome != Outcome.DUPLICATE;
    }

    /**
     * Decides a batch in the order of arrival. Twins within the batch are judged like repetitions of what is stored.
     *
     * @param known who held a key before this batch; keys that it takes itself are added
     */
    static List<Verdict> of(List<PendingArrival> batch, Map<DuplicateKey, Owner> known) {
        Map<DuplicateKey, Owner> owners = new HashMap<>(known);
        List<Verdict> verdicts = new ArrayList<>(batch.size());
        for (PendingArrival pending : batch) {
            verdicts.add(of(pending, owners));
        }
        return verdicts;
    }

    private static Verdict of(PendingArrival pending, Map<DuplicateKey, Owner> owners) {
        Outcome alone = pending.arrival().refusal() == null ? Outcome.ACCEPTED : Outcome.REJECTED;
        if (pending.duplicateKey() == null) {
            return new Verdict(pending, alone, null, null);
        }
        Owner self = new Owner(pending.id(), pending.arrival().duplicate().content());
        Owner first = owners.putIfAbsent(pending.duplicateKey(), self);
        if (first == null) {
            return new Verdict(pending, alone, null, null);
        }
        if (pending.sameContent(first.content())) {
            return new Verdict(pending, Outcome.DUPLICATE, first.messageId(), null);
        }
        Owner held = owners.putIfAbsent(pending.conflictKey(), self);
        return held == null
                ? new Verdict(pending, Outcome.CONFLICT, first.messageId(), null)
                : new Verdict(pending, Outcome.DUPLICATE, first.messageId(), held.messageId());
    }
}
