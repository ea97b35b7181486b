package io.sluice.ledger;

import static io.sluice.ledger.Arriving.INTEGRATION;
import static io.sluice.ledger.Arriving.message;
import static io.sluice.ledger.LedgerWorld.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.DeliveryResult.Next;
import io.sluice.message.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    @AutoClose
    private final LedgerWorld world = new LedgerWorld();

    private static ClaimedDelivery delivery(PostgresLedger ledger, TestSink sink) {
        get(ledger.receive(message().build()));
        ReadyRun run = sink.next();
        get(ledger.finish(Results.routed(run, List.of(), List.of(Results.delivery(run, Results.ERP, "a")))));
        return ledger.claim(Results.ERP, 1).getFirst();
    }

    @Test
    void whatADeadNodeHadLeasedIsRunByAnother() {
        TestSink lost = new TestSink();
        TestSink sink = new TestSink();
        PostgresLedger dying = world.node("dying", lost);
        get(dying.receive(message().lanes("a").build()));
        ReadyRun half = lost.next();
        PostgresLedger other = world.node("other", sink);
        dying.kill();

        ReadyRun again = sink.next();

        assertThat(again.id()).isEqualTo(half.id());
        assertThat(again.crashes()).isEqualTo(1);
        assertThat(again.epoch()).isNotEqualTo(half.epoch());
        get(other.finish(Results.filtered(again)));
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("FILTERED", 1L));
    }

    @Test
    void theThirdCrashInTheSameRunMakesItDead() {
        TestSink sink = new TestSink();
        PostgresLedger dying = world.node("0", sink);
        get(dying.receive(message().lanes("a").build()));
        for (int crash = 1; crash <= 3; crash++) {
            ReadyRun run = sink.next();
            assertThat(run.crashes()).isEqualTo(crash - 1);
            dying.kill();
            dying = world.node(String.valueOf(crash), sink);
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("DEAD", 1L)));
        assertThat(world.text("select code from dead_letter")).isEqualTo("run.crashed");
        assertThat(sink.idle()).isTrue();
    }

    @Test
    void aZombiesResultIsRefusedAndHasNoEffect() {
        TestSink sink = new TestSink();
        PostgresLedger zombie = world.node("zombie", sink);
        get(zombie.receive(message().build()));
        ReadyRun run = sink.next();
        world.execute("update work set epoch = null, state = 'READY'");

        assertThatThrownBy(() -> get(zombie.finish(
                        Results.routed(run, List.of(Results.event(run, "a", "patient-to-erp")), List.of()))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(LedgerProblem.FENCED));
        assertThat(world.number("select count(*) from event")).isZero();
        assertThat(world.number("select count(*) from outbox")).isZero();
    }

    @Test
    void oneLostLeaseDoesNotHarmTheOthersOfTheBatch() {
        TestSink sink = new TestSink();
        PostgresLedger ledger = world.node("one", sink);
        for (int i = 0; i < 20; i++) {
            get(ledger.receive(message().build()));
        }
        List<ReadyRun> runs = sink.next(20);
        world.execute("delete from work where id = '" + runs.get(7).id() + "'");

        var results =
                runs.stream().map(run -> ledger.finish(Results.filtered(run))).toList();

        for (int i = 0; i < 20; i++) {
            int n = i;
            if (i == 7) {
                assertThatThrownBy(() -> get(results.get(n))).isInstanceOf(ProblemException.class);
            } else {
                get(results.get(n));
            }
        }
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("FILTERED", 19L, "IN_PROGRESS", 1L));
    }

    @Test
    void aNodeThatWasTakenForDeadTakesANewEpochAndGoesOn() {
        TestSink sink = new TestSink();
        PostgresLedger ledger = world.node("one", sink);
        get(ledger.receive(message().build()));
        ReadyRun before = sink.next();
        world.execute("delete from node");

        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            get(ledger.receive(message().build()));
            return true;
        });

        assertThat(sink.next().epoch()).isGreaterThan(before.epoch());
    }

    @Test
    void aLeasedDeliveryIsLeasedAgainAndNobodyIsInDoubt() {
        TestSink sink = new TestSink();
        PostgresLedger dying = world.node("dying", sink);
        ClaimedDelivery leased = delivery(dying, sink);
        PostgresLedger other = world.node("other", new TestSink());
        dying.kill();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !other.claim(Results.ERP, 1).isEmpty());

        assertThat(world.text("select state from delivery where id = '" + leased.id() + "'"))
                .isEqualTo("QUEUED");
    }

    @Test
    void aDeliveryThatWasBeingSentIsInDoubtAndItsTierDecidesWhetherTheKeyIsHeld() {
        TestSink sink = new TestSink();
        PostgresLedger dying = world.node("dying", sink);
        ClaimedDelivery sent = delivery(dying, sink);
        get(dying.sending(List.of(sent)));
        PostgresLedger other = world.node("other", new TestSink());
        other.lostWork(new LostWork() {
            @Override
            public RunResult.End.Dead crashed(String integration) {
                return STRICT.crashed(integration);
            }

            @Override
            public Next.InDoubt interrupted(String integration, String endpoint) {
                return new Next.InDoubt("send.in-doubt", "TRANSPORT", integration + " at " + endpoint, false);
            }
        });
        dying.kill();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("IN_DOUBT", 1L)));
        assertThat(world.text("select owner from dead_letter")).isEqualTo("admissions at " + Results.ERP);
        assertThat(world.number("select count(*) from lane")).isZero();
    }

    @Test
    void aNodeThatEndsInPeaceGivesItsWorkBackAndNoCrashIsCounted() {
        TestSink first = new TestSink();
        PostgresLedger ending = world.node("ending", first);
        get(ending.receive(message().build()));
        ReadyRun begun = first.next();
        TestSink sink = new TestSink();
        world.node("other", sink);

        ending.close();

        ReadyRun again = sink.next();
        assertThat(again.id()).isEqualTo(begun.id());
        assertThat(again.crashes()).isZero();
    }

    @Test
    void workOfALivingNodeIsLeftAlone() {
        TestSink sink = new TestSink();
        PostgresLedger one = world.node("one", sink);
        get(one.receive(message().build()));
        ReadyRun run = sink.next();
        TestSink idle = new TestSink();
        PostgresLedger two = world.node("two", idle);
        get(two.receive(message().integration("other").build()));
        idle.next();

        get(one.finish(Results.filtered(run)));

        assertThat(idle.idle()).isTrue();
        assertThat(UUID.fromString(world.text("select id from run where integration = 'admissions'")))
                .isEqualTo(run.id());
    }
}
