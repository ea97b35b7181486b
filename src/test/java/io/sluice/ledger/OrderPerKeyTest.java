package io.sluice.ledger;

import static io.sluice.ledger.Arriving.message;
import static io.sluice.ledger.LedgerWorld.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OrderPerKeyTest {

    @AutoClose
    private final LedgerWorld world = new LedgerWorld();

    private final TestSink sink = new TestSink();

    private UUID receive(PostgresLedger ledger, String... lanes) {
        Arrival arrival = message().lanes(lanes).build();
        get(ledger.receive(arrival));
        return arrival.id();
    }

    @Test
    void theNextOfAKeyStartsOnlyAfterTheOneBeforeHasEnded() {
        PostgresLedger ledger = world.node("one", sink);
        UUID first = receive(ledger, "a");
        UUID second = receive(ledger, "a");
        UUID elsewhere = receive(ledger, "b");

        ReadyRun head = sink.next();
        assertThat(head.messageId()).isEqualTo(first);
        assertThat(sink.next().messageId()).isEqualTo(elsewhere);
        assertThat(sink.idle()).isTrue();

        get(ledger.finish(Results.filtered(head)));

        assertThat(sink.next().messageId()).isEqualTo(second);
    }

    @Test
    void workOfTwoKeysWaitsForBothAndHoldsBoth() {
        PostgresLedger ledger = world.node("one", sink);
        receive(ledger, "a");
        receive(ledger, "b");
        UUID merge = receive(ledger, "a", "b");
        UUID after = receive(ledger, "b");
        ReadyRun a = sink.next();
        ReadyRun b = sink.next();

        get(ledger.finish(Results.filtered(a)));
        assertThat(sink.idle()).isTrue();
        get(ledger.finish(Results.filtered(b)));

        ReadyRun merged = sink.next();
        assertThat(merged.messageId()).isEqualTo(merge);
        assertThat(sink.idle()).isTrue();
        get(ledger.finish(Results.filtered(merged)));
        assertThat(sink.next().messageId()).isEqualTo(after);
    }

    @Test
    void workOfTwoKeysIsWokenWhenBothEndAtTheSameTimeOnTwoNodes() {
        TestSink otherSink = new TestSink();
        PostgresLedger one = world.node("one", sink);
        PostgresLedger two = world.node("two", otherSink);
        for (int i = 0; i < 40; i++) {
            receive(one, "a" + i);
            receive(two, "b" + i);
            ReadyRun a = sink.next();
            ReadyRun b = otherSink.next();
            UUID merge = receive(one, "a" + i, "b" + i);

            CompletableFuture<Void> first = one.finish(Results.filtered(a));
            CompletableFuture<Void> second = two.finish(Results.filtered(b));
            get(first);
            get(second);

            String state = world.text("select state from work where message_id = '" + merge + "'");
            assertThat(state).isEqualTo("LEASED");
            // The commit comes before the handing over.
            Awaitility.await().until(() -> !sink.idle() || !otherSink.idle());
            TestSink holder = sink.idle() ? otherSink : sink;
            ReadyRun merged = holder.next();
            assertThat(merged.messageId()).isEqualTo(merge);
            get((holder == sink ? one : two).finish(Results.filtered(merged)));
        }
    }

    @Test
    void withoutKeysNothingWaits() {
        PostgresLedger ledger = world.node("one", sink);

        receive(ledger);
        receive(ledger);

        assertThat(sink.next(2)).extracting(ReadyRun::integration).containsOnly(Arriving.INTEGRATION);
    }

    @Test
    void whatTheEngineHasNoRoomForStaysReadyAndIsHandedOverWhenItAsks() {
        sink.capacity = 0;
        PostgresLedger ledger = world.node("one", sink);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            ids.add(receive(ledger, "key" + i));
        }
        assertThat(world.number("select count(*) from work where state = 'READY'"))
                .isEqualTo(250);
        assertThat(sink.idle()).isTrue();

        sink.capacity = 1_000;
        ledger.runsWanted(Arriving.INTEGRATION);

        assertThat(sink.next(250)).extracting(ReadyRun::messageId).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aRunThatIsNoLongerInMemoryIsReadBackByteForByte() {
        sink.capacity = 0;
        PostgresLedger first = world.node("one", sink);
        Arrival arrival = message().lanes("a").subscriber("archive", "a").build();
        get(first.receive(arrival));
        first.close();

        TestSink later = new TestSink();
        world.node("two", later);

        assertThat(later.next(2)).allSatisfy(run -> {
            assertThat(run.messageId()).isEqualTo(arrival.id());
            assertThat(run.subject()).isEqualTo(arrival.bytes());
            assertThat(run.messageType()).isEqualTo("ADT^A08");
            assertThat(run.crashes()).isZero();
        });
        assertThat(later.all)
                .extracting(ReadyRun::integration)
                .containsExactlyInAnyOrder(Arriving.INTEGRATION, "archive");
    }
}
