package io.sluice.ledger;

import static io.sluice.ledger.Arriving.message;
import static io.sluice.ledger.LedgerWorld.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.message.ProblemException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RelayTest {

    @AutoClose
    private final LedgerWorld world = new LedgerWorld();

    private final TestSink sink = new TestSink();

    private void publish(PostgresLedger ledger, String lane) {
        get(ledger.receive(message().build()));
        ReadyRun run = sink.next();
        get(ledger.finish(Results.routed(run, List.of(Results.event(run, lane)), List.of())));
    }

    @Test
    void oneOfAllNodesRelaysAndAnotherTakesItsPlaceWhenItDies() {
        PostgresLedger one = world.node("one", sink);
        PostgresLedger two = world.node("two", new TestSink());

        assertThat(one.holdRelay()).isTrue();
        assertThat(two.holdRelay()).isFalse();
        assertThat(one.holdRelay()).isTrue();

        one.close();
        Awaitility.await().until(two::holdRelay);
    }

    @Test
    void eventsComeInTheOrderOfCommitFromMemoryAndFromTheTableAlike() {
        PostgresLedger one = world.node("one", sink);
        for (int i = 0; i < 5; i++) {
            publish(one, "key" + i);
        }

        List<OutboxEvent> fromMemory = one.outbox(100);
        List<OutboxEvent> read = world.node("two", new TestSink()).outbox(100);

        assertThat(fromMemory).hasSize(5).isSortedAccordingTo((a, b) -> Long.compare(a.seq(), b.seq()));
        assertThat(read)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("time")
                .isEqualTo(fromMemory);
        assertThat(one.outbox(2))
                .extracting(OutboxEvent::seq)
                .containsExactly(fromMemory.get(0).seq(), fromMemory.get(1).seq());
    }

    @Test
    void whatAnotherRelayHasDoneIsNotDoneTwice() {
        PostgresLedger one = world.node("one", sink);
        publish(one, "a");
        List<OutboxEvent> events = one.outbox(10);
        one.relayed(events);

        assertThatThrownBy(() -> one.relayed(events))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(LedgerProblem.FENCED));
        assertThat(world.number("select min(open) from run")).isZero();
    }
}
