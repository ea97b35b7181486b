package io.sluice.ledger;

import static io.sluice.ledger.Arriving.INTEGRATION;
import static io.sluice.ledger.Arriving.message;
import static io.sluice.ledger.LedgerWorld.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PathOfAMessageTest {

    @AutoClose
    private final LedgerWorld world = new LedgerWorld();

    @Test
    void aMessageBecomesAnEventAndADeliveryAndIsCompleted() {
        TestSink sink = new TestSink();
        PostgresLedger ledger = world.node("one", sink);
        Arrival arrival = message().lanes("mrn-1").key("mrn", "1").build();

        Receipt receipt = get(ledger.receive(arrival));
        assertThat(receipt).isEqualTo(new Receipt.Stored(arrival.id()));
        ReadyRun run = sink.next();
        assertThat(run.messageId()).isEqualTo(arrival.id());
        assertThat(run.subject()).isEqualTo(arrival.bytes());
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("IN_PROGRESS", 1L));

        get(ledger.finish(Results.routed(run, List.of(Results.event(run, "mrn-1", "patient-to-erp")), List.of())));
        ReadyRun subscriber = sink.next();
        assertThat(subscriber.integration()).isEqualTo("patient-to-erp");
        assertThat(subscriber.entity()).isEqualTo("patient");
        get(ledger.finish(
                Results.routed(subscriber, List.of(), List.of(Results.delivery(subscriber, Results.ERP, "mrn-1")))));

        assertThat(ledger.holdRelay()).isTrue();
        List<OutboxEvent> events = ledger.outbox(10);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.causationId()).isEqualTo(arrival.id());
            assertThat(new String(event.data())).contains("Patient");
        });
        ledger.relayed(events);
        assertThat(ledger.outbox(10)).isEmpty();
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("COMPLETED", 1L));

        List<ClaimedDelivery> claimed = ledger.claim(Results.ERP, 10);
        assertThat(claimed).singleElement().satisfies(delivery -> {
            assertThat(delivery.messageId()).isEqualTo(arrival.id());
            assertThat(delivery.meta()).containsEntry("method", "POST");
        });
        get(ledger.finish(Results.delivered(claimed.getFirst())));

        assertThat(world.balance("patient-to-erp")).isEqualTo(Map.of("COMPLETED", 1L));
        assertThat(world.number("select count(*) from work")).isZero();
        assertThat(world.number("select count(*) from lane")).isZero();
        assertThat(world.number("select count(*) from attempt")).isEqualTo(1);
    }
}
