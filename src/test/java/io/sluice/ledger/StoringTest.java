package io.sluice.ledger;

import static io.sluice.ledger.Arriving.INTEGRATION;
import static io.sluice.ledger.Arriving.message;
import static io.sluice.ledger.LedgerWorld.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.message.Ids;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StoringTest {

    @AutoClose
    private final LedgerWorld world = new LedgerWorld();

    private final TestSink sink = new TestSink();
    private final PostgresLedger ledger = world.node("one", sink);

    @Test
    void manyArrivalsShareACommitAndKeepTheirOrder() {
        long before = world.number("select xact_commit from pg_stat_database where datname = current_database()");
        List<Arrival> arrivals = new ArrayList<>();
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            arrivals.add(message().withoutDuplicates().build());
        }

        arrivals.forEach(arrival -> receipts.add(ledger.receive(arrival)));
        receipts.forEach(LedgerWorld::get);

        assertThat(world.text("select string_agg(id::text, ',' order by seq) from message"))
                .isEqualTo(String.join(
                        ",",
                        arrivals.stream()
                                .map(arrival -> arrival.id().toString())
                                .toList()));
        world.execute("select pg_stat_force_next_flush()");
        long commits =
                world.number("select xact_commit from pg_stat_database where datname = current_database()") - before;
        assertThat(commits).isLessThan(500);
    }

    @Test
    void oneThatCannotBeStoredFailsAlone() {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            // The database refuses NUL in text; a name from the configuration never has one.
            receipts.add(ledger.receive(
                    message().integration(i == 31 ? "bad\0name" : INTEGRATION).build()));
        }

        for (int i = 0; i < 50; i++) {
            int n = i;
            if (i == 31) {
                assertThatThrownBy(() -> get(receipts.get(n)))
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                problem -> assertThat(problem.problem()).isEqualTo(LedgerProblem.NOT_STORABLE));
            } else {
                assertThat(get(receipts.get(n))).isInstanceOf(Receipt.Stored.class);
            }
        }
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("IN_PROGRESS", 49L));
    }

    @Test
    void aMessageOfADayWithoutPartitionIsStored() {
        Arrival arrival =
                message().at(world.clock.instant().minus(Duration.ofDays(40))).build();

        assertThat(world.text("select to_regclass('run_"
                        + Ids.day(arrival.id()).toString().replace("-", "") + "')"))
                .isNull();
        assertThat(get(ledger.receive(arrival))).isEqualTo(new Receipt.Stored(arrival.id()));

        get(ledger.finish(Results.filtered(sink.next())));
        assertThat(world.text("select day from run"))
                .isEqualTo(Ids.day(arrival.id()).toString());
    }

    @Test
    void messagesBeforeAndAfterMidnightGoTogether() {
        var midnight = world.clock.instant().truncatedTo(java.time.temporal.ChronoUnit.DAYS);
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = -20; i < 20; i++) {
            receipts.add(ledger.receive(
                    message().at(midnight.plusMillis(i)).lanes("a").build()));
        }
        receipts.forEach(receipt -> assertThat(get(receipt)).isInstanceOf(Receipt.Stored.class));

        for (int i = 0; i < 40; i++) {
            get(ledger.finish(Results.filtered(sink.next())));
        }

        assertThat(world.number("select count(distinct day) from run where state = 'FILTERED'"))
                .isEqualTo(2);
    }

    @Test
    void theBalanceStaysTheSameWhileItIsFolded() {
        for (int i = 0; i < 10; i++) {
            get(ledger.receive(message().build()));
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> world.number("select count(*) from balance_delta") == 0);

        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("IN_PROGRESS", 10L));
    }

    @Test
    void anEngineWithOtherKeysDoesNotStart() throws IOException {
        Keyring foreign = Keyring.open(Files.createTempDirectory("keys"));

        assertThatThrownBy(() -> new PostgresLedger(world.pool, foreign, world.clock, TestSettings.of("other")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(LedgerProblem.KEYS_UNREADABLE));
    }

    @Test
    void whatIsPausedIsKnownWithinASecondAndWorkGoesOnWhenItIsResumed() {
        world.execute("insert into pause (target, actor, reason) values ('integration:admissions', 'me', 'test')");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> ledger.paused().equals(java.util.Set.of("integration:admissions")));
        sink.capacity = 0;
        get(ledger.receive(message().build()));

        sink.capacity = 10;
        world.execute("delete from pause");

        assertThat(sink.next().integration()).isEqualTo(INTEGRATION);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> ledger.paused().isEmpty());
    }

    @Test
    void noPayloadKeyOrNameStandsInClearInAnyColumn() {
        get(ledger.receive(message()
                .body("MSH|^~\\&|EHR|H|||20261122||ADT^A08|1|P|2.5.1\rPID|1||CANARY-4711^^^H^MR||CANARY^JANE")
                .lanes("CANARY-4711")
                .key("mrn", "CANARY-4711")
                .build()));
        ReadyRun run = sink.next();
        get(ledger.finish(Results.routed(
                run,
                List.of(Results.event(run, "CANARY-4711")),
                List.of(Results.delivery(run, Results.ERP, "CANARY-4711")))));

        for (String table : List.of(
                "message",
                "payload",
                "message_key",
                "run",
                "event",
                "delivery",
                "work",
                "lane",
                "duplicate",
                "outbox")) {
            assertThat(world.number(
                            "select count(*) from %1$s t where t::text ilike '%%canary%%' or t::text like '%%%2$s%%'"
                                    .formatted(table, java.util.HexFormat.of().formatHex("CANARY".getBytes()))))
                    .as(table)
                    .isZero();
        }
    }
}
