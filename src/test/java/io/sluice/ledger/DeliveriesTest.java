package io.sluice.ledger;

import static io.sluice.ledger.Arriving.INTEGRATION;
import static io.sluice.ledger.Arriving.message;
import static io.sluice.ledger.LedgerWorld.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.DeliveryResult.Next;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    @AutoClose
    private final LedgerWorld world = new LedgerWorld();

    private final TestSink sink = new TestSink();
    private final PostgresLedger ledger = world.node("one", sink);
    private final LinkedBlockingQueue<String> ready = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() {
        ledger.deliveriesTo(ready::add);
    }

    private void deliver(String lane) {
        get(ledger.receive(message().build()));
        ReadyRun run = sink.next();
        get(ledger.finish(Results.routed(run, List.of(), List.of(Results.delivery(run, Results.ERP, lane)))));
    }

    @Test
    void workersHearOfADeliveryThatIsReady() throws InterruptedException {
        deliver("a");

        assertThat(ready.poll(20, TimeUnit.SECONDS)).isEqualTo(Results.ERP);
    }

    @Test
    void ofOneKeyOneIsLeasedAtATime() {
        deliver("a");
        deliver("a");
        deliver("b");

        List<ClaimedDelivery> first = ledger.claim(Results.ERP, 10);

        assertThat(first).hasSize(2);
        get(ledger.finish(Results.delivered(first.getFirst())));
        assertThat(ledger.claim(Results.ERP, 10)).hasSize(1);
    }

    @Test
    void aRetryWaitsForItsTimeHoldsItsKeyAndCountsItsAttempts() throws InterruptedException {
        deliver("a");
        deliver("a");
        ClaimedDelivery first = ledger.claim(Results.ERP, 10).getFirst();

        get(ledger.finish(
                Results.result(first, new Next.Retry(world.clock.instant().plusSeconds(3600)))));

        assertThat(ledger.claim(Results.ERP, 10)).isEmpty();
        ready.clear();
        world.clock.jump(Duration.ofHours(2));
        assertThat(ready.poll(20, TimeUnit.SECONDS)).isEqualTo(Results.ERP);
        ClaimedDelivery again = ledger.claim(Results.ERP, 10).getFirst();
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(world.text("select outcome from attempt")).isEqualTo("RETRY");
    }

    @Test
    void putBackSpendsNoAttempt() {
        deliver("a");
        ClaimedDelivery first = ledger.claim(Results.ERP, 10).getFirst();

        get(ledger.finish(new DeliveryResult(first, new Next.PutBack(world.clock.instant()), null)));

        assertThat(ledger.claim(Results.ERP, 10).getFirst().attempts()).isZero();
        assertThat(world.number("select count(*) from attempt")).isZero();
    }

    @Test
    void theReplyOfAnAttemptIsKept() throws SQLException {
        deliver("a");
        ClaimedDelivery first = ledger.claim(Results.ERP, 10).getFirst();

        get(ledger.finish(Results.delivered(first)));

        UUID response = UUID.fromString(world.text("select response_id from attempt"));
        try (Connection connection = world.pool.getConnection()) {
            assertThat(new Payloads(world.keyring).read(connection, first.messageId(), response, Payloads.RESPONSE))
                    .hasValue("{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aLeaseThatIsNotOursIsRefused() {
        deliver("a");
        ClaimedDelivery first = ledger.claim(Results.ERP, 10).getFirst();
        get(ledger.finish(Results.delivered(first)));

        assertThatThrownBy(() -> get(ledger.finish(Results.delivered(first))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(LedgerProblem.FENCED));
        assertThatThrownBy(() -> get(ledger.sending(List.of(first)))).isInstanceOf(ProblemException.class);
    }

    @Test
    void aRunIsCompletedWhenAllItsEventsAndDeliveriesAreDone() {
        get(ledger.receive(message().build()));
        ReadyRun run = sink.next();
        get(ledger.finish(Results.routed(
                run,
                List.of(Results.event(run, "a")),
                List.of(Results.delivery(run, Results.ERP, "a"), Results.delivery(run, "lab/adt", null)))));

        get(ledger.finish(Results.delivered(ledger.claim(Results.ERP, 1).getFirst())));
        ledger.relayed(ledger.outbox(10));
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("IN_PROGRESS", 1L));
        get(ledger.finish(Results.delivered(ledger.claim("lab/adt", 1).getFirst())));

        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("COMPLETED", 1L));
    }

    @Test
    void aClaimBehindALongBlockedKeyReadsOnlyWhatIsReady() {
        deliver("blocked");
        ClaimedDelivery head = ledger.claim(Results.ERP, 1).getFirst();
        get(ledger.finish(Results.result(head, new Next.Dead("send.rejected", "", "BUSINESS", "", true))));
        world.execute("""
                insert into work (id, kind, owner, day, message_id, run_id, seq, due, state, lanes)
                select gen_random_uuid(), 'D', 'erp/customers', current_date, gen_random_uuid(), gen_random_uuid(),
                    (1::bigint << 40) + i, now() - interval '1 hour', 'WAITING', '{1}' from generate_series(1, 25000) i""");
        world.execute("analyze work");

        String plan = world.text("""
                explain (analyze, buffers off, costs off, timing off, summary off, format json)
                select id from work where owner = 'erp/customers' and state = 'READY' and due <= now()
                order by due, seq limit 200""");

        assertThat(plan).contains("work_ready").doesNotContain("Seq Scan").contains("\"Actual Rows\": 0");
    }
}
