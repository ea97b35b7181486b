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

class BlockedLaneTest {

    @AutoClose
    private final LedgerWorld world = new LedgerWorld();

    private final TestSink sink = new TestSink();
    private final PostgresLedger ledger = world.node("one", sink);

    private UUID receive(String... lanes) {
        Arrival arrival = message().lanes(lanes).build();
        get(ledger.receive(arrival));
        return arrival.id();
    }

    private void awaitBalance(String integration, Map<String, Long> expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(world.balance(integration)).isEqualTo(expected));
    }

    @Test
    void aDeadRunOfAStrictTierHoldsItsKeyAndWhatWaitsCountsAsHeld() {
        receive("a");
        receive("a", "b");
        receive("b");
        UUID free = receive("c");
        ReadyRun head = sink.next();
        assertThat(sink.next().messageId()).isEqualTo(free);

        get(ledger.finish(Results.dead(head, true)));

        awaitBalance(INTEGRATION, Map.of("DEAD", 1L, "HELD", 2L, "IN_PROGRESS", 1L));
        receive("b");
        awaitBalance(INTEGRATION, Map.of("DEAD", 1L, "HELD", 3L, "IN_PROGRESS", 1L));
        assertThat(sink.idle()).isTrue();
    }

    @Test
    void aDeadRunOfAnotherTierHoldsNobody() {
        receive("a");
        UUID second = receive("a");

        get(ledger.finish(Results.dead(sink.next(), false)));

        assertThat(sink.next().messageId()).isEqualTo(second);
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("DEAD", 1L, "IN_PROGRESS", 1L));
    }

    @Test
    void discardReleasesWhatWaitsInOrder() {
        receive("a");
        UUID second = receive("a");
        UUID third = receive("a");
        ReadyRun head = sink.next();
        get(ledger.finish(Results.dead(head, true)));
        awaitBalance(INTEGRATION, Map.of("DEAD", 1L, "HELD", 2L));

        ledger.reopen(reopening -> {
            reopening.discard(head.id());
            return null;
        });

        ReadyRun next = sink.next();
        assertThat(next.messageId()).isEqualTo(second);
        get(ledger.finish(Results.filtered(next)));
        assertThat(sink.next().messageId()).isEqualTo(third);
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("FILTERED", 2L, "IN_PROGRESS", 1L));
        assertThat(world.number("select count(*) from dead_letter")).isZero();
    }

    @Test
    void aRerunTakesThePlaceOfTheBlockedOneBeforeAllThatWaits() {
        UUID first = receive("a");
        UUID second = receive("a");
        ReadyRun head = sink.next();
        get(ledger.finish(Results.dead(head, true)));
        UUID replay = UUID.randomUUID();

        UUID again = ledger.reopen(reopening -> reopening.rerun(first, null, INTEGRATION, false, replay));

        ReadyRun repeated = sink.next();
        assertThat(repeated.id()).isEqualTo(again).isNotEqualTo(head.id());
        assertThat(repeated.messageId()).isEqualTo(first);
        assertThat(repeated.replayId()).isEqualTo(replay);
        assertThat(repeated.revision()).isZero();
        assertThat(sink.idle()).isTrue();
        get(ledger.finish(Results.filtered(repeated)));
        ReadyRun next = sink.next();
        assertThat(next.messageId()).isEqualTo(second);
        get(ledger.finish(Results.filtered(next)));
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("FILTERED", 2L));
        assertThat(world.number("select count(*) from work")).isZero();
        assertThat(world.number("select count(*) from lane")).isZero();
    }

    @Test
    void aRunWithEffectsIsRepeatedAsTheNextRevisionOnly() {
        UUID message = receive("a");
        ReadyRun run = sink.next();
        get(ledger.finish(Results.routed(run, List.of(Results.event(run, "a")), List.of())));

        assertThatThrownBy(() -> ledger.reopen(r -> r.rerun(message, null, INTEGRATION, false, null)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(LedgerProblem.WRONG_STATE));
        ledger.reopen(r -> r.rerun(message, null, INTEGRATION, true, null));

        assertThat(sink.next().revision()).isEqualTo(1);
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("IN_PROGRESS", 1L));
    }

    @Test
    void aHeldConflictMayBeRunAfterAllOrDiscarded() {
        get(ledger.receive(message().controlId("1").body("A").build()));
        Arrival wrong = message().controlId("1").body("B").build();
        Arrival right = message().controlId("1").body("C").build();
        get(ledger.receive(wrong));
        get(ledger.receive(right));
        sink.next();

        ledger.reopen(reopening -> {
            reopening.discard(wrong.id());
            return reopening.rerun(right.id(), null, INTEGRATION, false, null);
        });

        assertThat(sink.next().subject()).isEqualTo(right.bytes());
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("IN_PROGRESS", 2L, "FILTERED", 1L));
    }

    private ReadyRun delivered(String lane) {
        receive();
        ReadyRun run = sink.next();
        get(ledger.finish(Results.routed(run, List.of(), List.of(Results.delivery(run, Results.ERP, lane)))));
        return run;
    }

    private ClaimedDelivery claimOne() {
        List<ClaimedDelivery> claimed = ledger.claim(Results.ERP, 10);
        assertThat(claimed).hasSize(1);
        return claimed.getFirst();
    }

    @Test
    void aDoubtfulDeliveryHoldsItsKeyAndTheRunsBehindItCountAsHeldUntilItIsRetried() {
        delivered("a");
        delivered("a");
        ClaimedDelivery first = claimOne();

        get(ledger.finish(Results.result(first, new Next.InDoubt("send.no-answer", "TRANSPORT", "ERP team", true))));

        awaitBalance(INTEGRATION, Map.of("IN_DOUBT", 1L, "HELD", 1L));
        assertThat(ledger.claim(Results.ERP, 10)).isEmpty();

        ledger.reopen(reopening -> {
            reopening.retryDelivery(first.id());
            return null;
        });
        ClaimedDelivery again = claimOne();
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.attempts()).isZero();
        get(ledger.finish(Results.delivered(again)));
        get(ledger.finish(Results.delivered(claimOne())));
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("COMPLETED", 2L));
        assertThat(world.number("select max(no) from attempt")).isEqualTo(2);
    }

    @Test
    void aDiscardedDeliveryCompletesItsRunAndReleasesItsKey() {
        delivered("a");
        delivered("a");
        ClaimedDelivery first = claimOne();
        get(ledger.finish(Results.result(first, new Next.Dead("send.rejected", "400", "BUSINESS", "ERP team", true))));
        awaitBalance(INTEGRATION, Map.of("DEAD", 1L, "HELD", 1L));

        ledger.reopen(reopening -> {
            reopening.discard(first.id());
            return null;
        });

        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("COMPLETED", 1L, "IN_PROGRESS", 1L));
        assertThat(world.text("select state from delivery where id = '" + first.id() + "'"))
                .isEqualTo("DISCARDED");
        claimOne();
    }

    @Test
    void aDeadDeliveryOfAnotherTierHoldsNobodyAndIsRetriedAtTheEndOfItsLane() {
        delivered("a");
        delivered("a");
        ClaimedDelivery first = claimOne();
        get(ledger.finish(Results.result(first, new Next.Dead("send.rejected", "400", "BUSINESS", "ERP team", false))));
        ledger.reopen(reopening -> {
            reopening.retryDelivery(first.id());
            return null;
        });

        ClaimedDelivery second = claimOne();
        assertThat(second.id()).isNotEqualTo(first.id());
        get(ledger.finish(Results.delivered(second)));
        assertThat(claimOne().id()).isEqualTo(first.id());
    }

    @Test
    void aDeliveryThatWasDeliveredIsRepeatedUnderANewKeyAndTheEarlierIsSuperseded() {
        ReadyRun run = delivered("a");
        ClaimedDelivery first = claimOne();
        get(ledger.finish(Results.delivered(first)));

        UUID later = ledger.reopen(reopening -> reopening.repeatDelivery(run.messageId(), first.id()));

        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("IN_PROGRESS", 1L));
        ClaimedDelivery again = claimOne();
        assertThat(again.id()).isEqualTo(later).isNotEqualTo(first.id());
        assertThat(again.revision()).isEqualTo(1);
        assertThat(again.body()).isEqualTo(first.body());
        get(ledger.finish(Results.delivered(again)));
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("COMPLETED", 1L));
        assertThat(world.text("select state from delivery where id = '" + first.id() + "'"))
                .isEqualTo("SUPERSEDED");
    }

    @Test
    void aLaterRevisionSupersedesTheEarlierDeliveryAndTakesItOutOfItsLane() {
        ReadyRun run = delivered("a");
        ClaimedDelivery first = claimOne();
        get(ledger.finish(Results.result(first, new Next.Dead("send.rejected", "400", "BUSINESS", "ERP team", true))));
        ledger.reopen(r -> r.rerun(run.messageId(), null, INTEGRATION, true, null));
        ReadyRun again = sink.next();
        RunResult.NewDelivery made = Results.delivery(again, Results.ERP, "a");
        RunResult.NewDelivery later = new RunResult.NewDelivery(
                made.id(), made.endpoint(), made.contentType(), made.meta(), made.body(), "a", 1, first.id());

        get(ledger.finish(Results.routed(again, List.of(), List.of(later))));

        assertThat(world.text("select state from delivery where id = '" + first.id() + "'"))
                .isEqualTo("SUPERSEDED");
        ClaimedDelivery next = claimOne();
        assertThat(next.id()).isEqualTo(later.id());
        get(ledger.finish(Results.delivered(next)));
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("COMPLETED", 1L));
        assertThat(world.number("select count(*) from dead_letter")).isZero();
        assertThat(world.number("select count(*) from lane")).isZero();
    }
}
