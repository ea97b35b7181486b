package io.sluice.ledger;

import static io.sluice.ledger.Arriving.message;
import static io.sluice.ledger.LedgerWorld.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DuplicatesTest {

    private static final TestSink SINK = new TestSink();

    @AutoClose
    private static LedgerWorld world;

    private static PostgresLedger ledger;

    @BeforeAll
    static void start() {
        world = new LedgerWorld();
        ledger = world.node("one", SINK);
    }

    private static Arrival arrival(String integration, String controlId, String body) {
        return message()
                .integration(integration)
                .controlId(controlId)
                .body(body)
                .build();
    }

    @Test
    void theSameBytesAgainAreAcknowledgedAndNotRun() {
        Arrival first = arrival("same", "1", "A");
        Arrival again = arrival("same", "1", "A");

        get(ledger.receive(first));

        assertThat(get(ledger.receive(again))).isEqualTo(new Receipt.Duplicate(again.id(), first.id()));
        assertThat(world.balance("same")).isEqualTo(Map.of("IN_PROGRESS", 1L, "DUPLICATE", 1L));
        assertThat(world.number("select count(*) from payload where message_id = '" + again.id() + "'"))
                .isZero();
    }

    @Test
    void otherBytesUnderTheSameKeyAreHeldOnceHoweverOftenTheyCome() {
        Arrival first = arrival("other", "1", "A");
        Arrival conflict = arrival("other", "1", "B");
        Arrival repeated = arrival("other", "1", "B");
        Arrival third = arrival("other", "1", "C");

        get(ledger.receive(first));

        assertThat(get(ledger.receive(conflict))).isEqualTo(new Receipt.Conflict(conflict.id(), first.id(), true));
        assertThat(get(ledger.receive(repeated))).isEqualTo(new Receipt.Conflict(repeated.id(), first.id(), false));
        assertThat(get(ledger.receive(third))).isEqualTo(new Receipt.Conflict(third.id(), first.id(), true));
        assertThat(world.balance("other")).isEqualTo(Map.of("IN_PROGRESS", 1L, "HELD", 2L, "DUPLICATE", 1L));
        assertThat(world.number("select count(*) from dead_letter where integration = 'other' and kind = 'C'"))
                .isEqualTo(2);
    }

    @Test
    void twinsWithinOneBatchAreJudgedInTheOrderOfArrival() {
        List<Arrival> arrivals = new ArrayList<>();
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            arrivals.add(arrival("twins", String.valueOf(i / 6), "ABABAC".substring(i % 6, i % 6 + 1)));
        }

        arrivals.forEach(arrival -> receipts.add(ledger.receive(arrival)));

        for (int i = 0; i < 60; i += 6) {
            Arrival first = arrivals.get(i);
            assertThat(get(receipts.get(i))).isEqualTo(new Receipt.Stored(first.id()));
            assertThat(get(receipts.get(i + 1)))
                    .isEqualTo(new Receipt.Conflict(arrivals.get(i + 1).id(), first.id(), true));
            assertThat(get(receipts.get(i + 2)))
                    .isEqualTo(new Receipt.Duplicate(arrivals.get(i + 2).id(), first.id()));
            assertThat(get(receipts.get(i + 3)))
                    .isEqualTo(new Receipt.Conflict(arrivals.get(i + 3).id(), first.id(), false));
            assertThat(get(receipts.get(i + 4)))
                    .isEqualTo(new Receipt.Duplicate(arrivals.get(i + 4).id(), first.id()));
            assertThat(get(receipts.get(i + 5)))
                    .isEqualTo(new Receipt.Conflict(arrivals.get(i + 5).id(), first.id(), true));
        }
        assertThat(world.balance("twins")).isEqualTo(Map.of("IN_PROGRESS", 10L, "DUPLICATE", 30L, "HELD", 20L));
    }

    @Test
    void aRefusedMessageTakesNoKeySoThatAResendAfterAFixWorks() {
        Arrival refused = message()
                .integration("refused")
                .controlId("1")
                .body("A")
                .refused("receive.no-type")
                .build();
        Arrival fixed = arrival("refused", "1", "B");

        assertThat(get(ledger.receive(refused))).isEqualTo(new Receipt.Refused(refused.id()));
        assertThat(get(ledger.receive(fixed))).isEqualTo(new Receipt.Stored(fixed.id()));

        assertThat(world.balance("refused")).isEqualTo(Map.of("REJECTED", 1L, "IN_PROGRESS", 1L));
        assertThat(world.text("select code from run where message_id = '" + refused.id() + "'"))
                .isEqualTo("receive.no-type");
    }

    @Test
    void anExpiredKeyIsFreeAgain() {
        Arrival before = arrival("expired", "1", "A");
        get(ledger.receive(before));
        world.execute("update duplicate set expires = now() - interval '1 minute' where integration = 'expired'");

        Arrival after = arrival("expired", "1", "A");

        assertThat(get(ledger.receive(after))).isEqualTo(new Receipt.Stored(after.id()));
    }

    @Test
    void theSameKeyOfAnotherIntegrationIsAnotherKey() {
        Arrival one = arrival("left", "1", "A");
        Arrival two = arrival("right", "1", "A");

        assertThat(get(ledger.receive(one))).isInstanceOf(Receipt.Stored.class);
        assertThat(get(ledger.receive(two))).isInstanceOf(Receipt.Stored.class);
    }

    @Test
    void twoNodesThatGetTheSameMessageAtOnceStoreItOnce() {
        PostgresLedger other = world.node("two", new TestSink());
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            receipts.add((i % 2 == 0 ? ledger : other).receive(arrival("race", String.valueOf(i / 2), "A")));
        }

        assertThat(receipts)
                .extracting(LedgerWorld::get)
                .filteredOn(Receipt.Stored.class::isInstance)
                .hasSize(100);
        assertThat(receipts)
                .extracting(LedgerWorld::get)
                .filteredOn(Receipt.Duplicate.class::isInstance)
                .hasSize(100);
    }
}
