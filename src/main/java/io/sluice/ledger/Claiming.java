package io.sluice.ledger;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * What it takes to lease deliveries, one by one or as a file.
 *
 * @param deliveries of which this node has heard; it remembers the leases
 * @param epoch under which this node leases
 * @param clock by which work is due
 */
record Claiming(
        Sessions sessions, DeliveryReader reader, Deliveries deliveries, LongSupplier epoch, InstantSource clock) {

    /** The deliveries of the works, in their order, under the leases that these say. */
    static List<ClaimedDelivery> leased(List<Work> works, Map<UUID, ClaimedDelivery> found) {
        return works.stream()
                .map(work -> found.get(work.id()).leased(work.seq(), work.epoch(), work.attempts()))
                .toList();
    }
}
