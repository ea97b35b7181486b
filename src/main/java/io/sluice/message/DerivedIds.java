package io.sluice.message;

import java.util.UUID;

/**
 * Ids of events and deliveries. They follow from what is done, not from when: a run that starts again after a crash
 * makes the same ids, so that a receiver that honours the key sees one effect (design section 5, promise 4).
 */
public final class DerivedIds {

    private DerivedIds() {}

    /**
     * @param kind {@code event} or {@code delivery}
     * @param subject the message or the event worked on
     * @param target entity of the event or {@code system/endpoint} of the delivery
     * @param splitPath position in the splits around it, empty outside of any
     * @param nth how many-th to that target at that position in this run, from 0
     * @param revision 0, or n for the n-th intended repetition
     */
    public static UUID of(
            String kind, UUID subject, String integration, String target, String splitPath, int nth, int revision) {
        if (Mutants.RANDOM_IDS.on()) {
            return UUID.randomUUID();
        }
        return Ids.v5(kind, subject, integration, target, splitPath, nth, revision);
    }
}
