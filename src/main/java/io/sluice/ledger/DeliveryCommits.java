package io.sluice.ledger;

import io.sluice.message.Ids;
import io.sluice.message.ProblemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * What workers say of the deliveries that they hold: that bytes go out now, and what came of it. All of it is committed
 * under the lease; whoever has lost that fails with {@code ledger.fenced}.
 */
final class DeliveryCommits implements AutoCloseable {

    private final Leases leases;
    private final Payloads payloads;
    private final Committer<Sendings.Pending> sendings;
    private final Committer<PendingDelivery> results;

    DeliveryCommits(
            Leases leases,
            Payloads payloads,
            Committer<Sendings.Pending> sendings,
            Committer<PendingDelivery> results) {
        this.leases = leases;
        this.payloads = payloads;
        this.sendings = sendings;
        this.results = results;
    }

    CompletableFuture<Void> sending(List<ClaimedDelivery> batch) {
        try {
            Map<LocalDate, List<Work>> days = new TreeMap<>();
            for (ClaimedDelivery delivery : batch) {
                Work lease = leases.under(delivery.id(), delivery.epoch());
                days.computeIfAbsent(Ids.day(lease.messageId()), day -> new ArrayList<>())
                        .add(lease);
            }
            List<Sendings.Pending> pending =
                    days.values().stream().map(Sendings.Pending::new).toList();
            pending.forEach(sendings::submit);
            return CompletableFuture.allOf(pending.stream().map(Waiting::future).toArray(CompletableFuture[]::new));
        } catch (ProblemException fenced) {
            return CompletableFuture.failedFuture(fenced);
        }
    }

    CompletableFuture<Void> finish(DeliveryResult result) {
        try {
            Work lease = leases.under(result.delivery().id(), result.delivery().epoch());
            PendingDelivery pending = new PendingDelivery(result, lease, payloads);
            results.submit(pending);
            return pending.future();
        } catch (ProblemException fenced) {
            return CompletableFuture.failedFuture(fenced);
        }
    }

    @Override
    public void close() {
        results.close();
        sendings.close();
    }
}
