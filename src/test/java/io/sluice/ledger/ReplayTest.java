package io.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.deadletter.ReplayRunner;
import io.sluice.deadletter.Replays;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Replays on a real ledger: what is found, what is done, and that it is done once. */
class ReplayTest {

    private static final Actor ANNA = new Actor("anna", "analyst");
    private static final String WHY = "ERP is back";

    @AutoClose
    private final LedgerWorld world = new LedgerWorld();

    private final TestSink sink = new TestSink();
    private final PostgresLedger ledger = world.node("one", sink);
    private final ReplayStore store = new ReplayStore(world.pool);
    private final Replays replays = new Replays(store, 3, world.clock);
    private final ReplaySteps steps = new ReplaySteps(ledger::reopen);

    @Test
    void aDeadDeliveryIsSentAgainUnderTheSameIdAndReachesNothingElse() {
        UUID message =
                routed("4711", new DeliveryResult.Next.Dead("send.refused", "422", "TRANSPORT", "Finance", false));
        UUID delivery = onlyDelivery(message);

        Replay replay = replays.plan(ids(delivery), ANNA, WHY);
        assertThat(replay.plan().targets())
                .containsExactly(new Replay.TargetPlan(ReplayTarget.Kind.DELIVERY, Results.ERP, 1, 1, 0, 0, 0, 0, 0));
        run(replay);

        List<ClaimedDelivery> claimed = ledger.claim(Results.ERP, 10);
        assertThat(claimed).extracting(ClaimedDelivery::id).containsExactly(delivery);
        LedgerWorld.get(ledger.finish(Results.delivered(claimed.getFirst())));
        assertThat(replays.find(replay.id()).orElseThrow().progress().outcomes())
                .containsEntry("DELIVERED", 1);
        assertThat(replays.find(replay.id()).orElseThrow().state()).isEqualTo(Replay.State.DONE);
        assertThat(world.balance(Arriving.INTEGRATION)).isEqualTo(Map.of("COMPLETED", 1L));
        assertThat(sink.idle()).isTrue();
    }

    @Test
    void whatSomethingNewerHasOvertakenIsSkippedUnlessAskedFor() {
        UUID old = routed("4711", new DeliveryResult.Next.Dead("send.refused", "", "TRANSPORT", "", false));
        routed("4711", new DeliveryResult.Next.Delivered());
        UUID other = routed("4712", new DeliveryResult.Next.Dead("send.refused", "", "TRANSPORT", "", false));

        Replay replay = replays.plan(group("send.refused", false), ANNA, WHY);
        assertThat(replay.plan().targets())
                .containsExactly(new Replay.TargetPlan(ReplayTarget.Kind.DELIVERY, Results.ERP, 2, 1, 0, 0, 0, 1, 0));
        run(replay);

        assertThat(store.items(replay.id(), 0, 10))
                .extracting(ReplayItem::state, ReplayItem::note)
                .containsExactly(tuple("SKIPPED", "stale"), tuple("DONE", "retry"));
        assertThat(ledger.claim(Results.ERP, 10))
                .extracting(ClaimedDelivery::messageId)
                .containsExactly(other);

        run(replays.plan(group("send.refused", true), ANNA, WHY));
        assertThat(ledger.claim(Results.ERP, 10))
                .extracting(ClaimedDelivery::messageId)
                .containsExactly(old);
    }

    @Test
    void eachOriginalIsDoneOnceThoughTheEngineDiesInTheMiddle() {
        UUID message = routed("4711", new DeliveryResult.Next.Dead("send.refused", "", "TRANSPORT", "", false));
        Replay replay = start(replays.plan(ids(onlyDelivery(message)), ANNA, WHY), null);
        ReplaySteps dying = new ReplaySteps(new Reopener() {
            @Override
            public <T> T reopen(Reopener.Work<T> work) {
                return ledger.reopen(reopening -> {
                    work.run(reopening);
                    throw new IllegalStateException("killed before the commit");
                });
            }
        });

        assertThatThrownBy(() -> dying.advance(replay.id(), ReplayTest::doIt, world.clock.instant()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.items(replay.id(), 0, 10))
                .extracting(ReplayItem::state)
                .containsExactly("PENDING");
        assertThat(ledger.claim(Results.ERP, 10)).isEmpty();

        assertThat(steps.advance(replay.id(), ReplayTest::doIt, world.clock.instant()))
                .contains(1);
        assertThat(steps.advance(replay.id(), ReplayTest::doIt, world.clock.instant()))
                .isEmpty();
        assertThat(ledger.claim(Results.ERP, 10)).hasSize(1);
        assertThat(world.number("select count(*) from delivery")).isEqualTo(1);
    }

    @Test
    void theRateIsKeptAndAPausedReplayStandsStill() {
        for (int i = 0; i < 3; i++) {
            routed("471" + i, new DeliveryResult.Next.Dead("send.refused", "", "TRANSPORT", "", false));
        }
        Replay replay = start(replays.plan(group("send.refused", false), ANNA, WHY), 1);
        Instant now = world.clock.instant();

        assertThat(steps.advance(replay.id(), ReplayTest::doIt, now.plusSeconds(1)))
                .contains(1);
        assertThat(steps.advance(replay.id(), ReplayTest::doIt, now.plusMillis(1_100)))
                .contains(1);
        assertThat(steps.advance(replay.id(), ReplayTest::doIt, now.plusMillis(1_200)))
                .contains(0);
        replays.pause(replay.id(), ANNA, "slow");
        assertThat(steps.advance(replay.id(), ReplayTest::doIt, now.plusSeconds(60)))
                .isEmpty();
        assertThat(replays.find(replay.id()).orElseThrow().progress().pending()).isEqualTo(1);

        replays.cancel(replay.id(), ANNA, "enough");
        assertThatThrownBy(() -> replays.start(replay.id(), null, ANNA, WHY))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("ledger.wrong-state");
        assertThat(world.text("select string_agg(verb, ',' order by id) from action"))
                .isEqualTo("replay.plan,replay.running,replay.paused,replay.cancelled");
    }

    @Test
    void whatWasDeliveredIsRepeatedOnlyWhenAskedForAndThenAsANewRevision() {
        UUID message = routed("4711", new DeliveryResult.Next.Delivered());
        UUID first = onlyDelivery(message);
        ReplaySelection plain =
                new ReplaySelection(List.of(message), null, null, null, null, null, Results.ERP, false, false, false);
        assertThat(replays.plan(plain, ANNA, WHY).plan().total()).isZero();

        ReplaySelection again =
                new ReplaySelection(List.of(message), null, null, null, null, null, Results.ERP, false, true, false);
        Replay replay = replays.plan(again, ANNA, WHY);
        assertThat(replay.plan().targets().getFirst().again()).isEqualTo(1);
        run(replay);

        ClaimedDelivery repeated = ledger.claim(Results.ERP, 10).getFirst();
        assertThat(repeated.id()).isNotEqualTo(first);
        assertThat(repeated.revision()).isEqualTo(1);
        assertThat(world.text("select state from delivery where id = '" + first + "'"))
                .isEqualTo("SUPERSEDED");
    }

    @Test
    void aDeadRunIsFoundByKeyAndByPeriodAndRunsAgain() {
        Arrival arrival = Arriving.message().key("mrn", "4711").lanes("4711").build();
        LedgerWorld.get(ledger.receive(arrival));
        LedgerWorld.get(ledger.finish(Results.dead(sink.next(), true)));
        UUID hash = world.keyring.hash("mrn", "4711");

        ReplaySelection period = new ReplaySelection(
                List.of(), null, null, arrival.receivedAt().minusSeconds(5), null, null, null, false, false, false);
        assertThat(store.find(period, 10).targets())
                .extracting(ReplayTarget::messageId)
                .containsExactly(arrival.id());
        Replay replay = replays.plan(
                new ReplaySelection(List.of(), null, hash, null, null, null, null, false, false, false), ANNA, WHY);
        run(replay);

        ReadyRun again = sink.next();
        assertThat(again.messageId()).isEqualTo(arrival.id());
        assertThat(again.revision()).isZero();
        assertThat(again.replayId()).isEqualTo(replay.id());
        assertThat(world.text("select selection::text from replay")).doesNotContain("4711");
    }

    @Test
    void aTargetThatHasTheSameBytesIsNotSentThemAgainByANewMappingUnlessAskedFor() {
        UUID message = routed("4711", new DeliveryResult.Next.Delivered());
        UUID first = onlyDelivery(message);

        run(replays.plan(remap(message, false), ANNA, WHY));
        UUID second = remapped(first);

        assertThat(ledger.claim(Results.ERP, 10)).isEmpty();
        assertThat(world.text("select state || ' ' || attempts from delivery where id = '" + second + "'"))
                .isEqualTo("DELIVERED 0");
        assertThat(world.text("select state from delivery where id = '" + first + "'"))
                .isEqualTo("SUPERSEDED");
        assertThat(world.balance(Arriving.INTEGRATION)).isEqualTo(Map.of("COMPLETED", 1L));

        run(replays.plan(remap(message, true), ANNA, WHY));
        UUID third = remapped(second);

        ClaimedDelivery sent = ledger.claim(Results.ERP, 10).getFirst();
        assertThat(sent.id()).isEqualTo(third);
        LedgerWorld.get(ledger.finish(Results.delivered(sent)));
        assertThat(world.balance(Arriving.INTEGRATION)).isEqualTo(Map.of("COMPLETED", 1L));
    }

    /** Finishes the run of a replay with a delivery of the same bytes, one revision later. */
    private UUID remapped(UUID before) {
        ReadyRun run = sink.next();
        RunResult.NewDelivery same = Results.delivery(run, Results.ERP, "4711");
        RunResult.NewDelivery later = new RunResult.NewDelivery(
                UUID.randomUUID(),
                same.endpoint(),
                same.contentType(),
                same.meta(),
                same.body(),
                same.lane(),
                run.revision(),
                before);
        LedgerWorld.get(ledger.finish(Results.routed(run, List.of(), List.of(later))));
        return later.id();
    }

    private static ReplaySelection remap(UUID message, boolean again) {
        return new ReplaySelection(
                List.of(message), null, null, null, null, Arriving.INTEGRATION, null, true, again, true);
    }

    @Test
    void aLargeReplayIsStartedBySomeoneElseThanWhoPlannedIt() {
        for (int i = 0; i < 4; i++) {
            routed("471" + i, new DeliveryResult.Next.Dead("send.refused", "", "TRANSPORT", "", false));
        }
        Replay large = replays.plan(group("send.refused", true), ANNA, WHY);

        assertThatThrownBy(() -> start(large, null)).hasMessageStartingWith("deadletter.four-eyes");
        assertThat(replays.find(large.id()).orElseThrow().state()).isEqualTo(Replay.State.PLANNED);

        Actor ben = new Actor("ben", "operator");
        assertThat(replays.start(large.id(), 1, ben, WHY).state()).isEqualTo(Replay.State.RUNNING);
        replays.pause(large.id(), ANNA, WHY);
        assertThat(start(large, 1).state()).isEqualTo(Replay.State.RUNNING);
    }

    @Test
    void aFixedDeliveryGoesOutAsANewRevisionInThePlaceOfTheDeadOne() {
        UUID message = routed("4711", new DeliveryResult.Next.Dead("send.refused", "", "TRANSPORT", "", true));
        UUID dead = onlyDelivery(message);
        LedgerWorld.get(ledger.receive(Arriving.message().lanes("4711").build()));
        ReadyRun behind = sink.next();
        LedgerWorld.get(ledger.finish(
                Results.routed(behind, List.of(), List.of(Results.delivery(behind, Results.ERP, "4711")))));
        assertThat(ledger.claim(Results.ERP, 10)).isEmpty();

        UUID fixed = letters()
                .fix(dead, "{}".getBytes(StandardCharsets.UTF_8), ANNA, "name was empty", world.clock.instant());

        ClaimedDelivery first = ledger.claim(Results.ERP, 10).getFirst();
        assertThat(first.id()).isEqualTo(fixed);
        assertThat(first.revision()).isEqualTo(1);
        assertThat(first.body()).asString().isEqualTo("{}");
        LedgerWorld.get(ledger.finish(Results.delivered(first)));
        assertThat(ledger.claim(Results.ERP, 10))
                .extracting(ClaimedDelivery::messageId)
                .containsExactly(behind.messageId());
        assertThat(world.text("select supersedes from delivery where id = '" + fixed + "'"))
                .isEqualTo(dead.toString());
        assertThat(world.text("select state from delivery where id = '" + dead + "'"))
                .isEqualTo("SUPERSEDED");
        assertThat(world.text("select state from run where message_id = '" + message + "'"))
                .isEqualTo("COMPLETED");
    }

    @Test
    void aFixedRunWorksOnTheGivenBytesAndTheOriginalStays() {
        Arrival arrival = Arriving.message().lanes("4711").build();
        LedgerWorld.get(ledger.receive(arrival));
        ReadyRun dead = sink.next();
        LedgerWorld.get(ledger.finish(Results.dead(dead, true)));

        UUID fixed = letters()
                .fix(dead.id(), "MSH|fixed".getBytes(StandardCharsets.UTF_8), ANNA, "PID-3", world.clock.instant());

        ReadyRun again = sink.next();
        assertThat(again.id()).isEqualTo(fixed);
        assertThat(again.subject()).asString().isEqualTo("MSH|fixed");
        assertThat(again.revision()).isEqualTo(1);
        Bodies bodies = new Bodies(world.pool, world.keyring);
        assertThat(bodies.read(arrival.id(), "original").orElseThrow().bytes()).isEqualTo(arrival.bytes());
        assertThat(bodies.read(arrival.id(), "fixed.1").orElseThrow().bytes())
                .asString()
                .isEqualTo("MSH|fixed");
        assertThat(world.text("select verb from action")).isEqualTo("deadletter.fix");
    }

    @Test
    void aPlanNeedsAReasonAndASelection() {
        ReplaySelection nothing =
                new ReplaySelection(List.of(), null, null, null, null, null, null, false, false, false);

        assertThatThrownBy(() -> replays.plan(nothing, ANNA, WHY))
                .hasMessageStartingWith("deadletter.nothing-selected");
        assertThatThrownBy(() -> replays.plan(group("x", false), ANNA, " "))
                .hasMessageStartingWith("deadletter.no-reason");
    }

    /** One message of the patient, routed to the ERP, and what its first attempt came to. */
    private UUID routed(String patient, DeliveryResult.Next next) {
        LedgerWorld.get(ledger.receive(Arriving.message().lanes(patient).build()));
        ReadyRun run = sink.next();
        LedgerWorld.get(
                ledger.finish(Results.routed(run, List.of(), List.of(Results.delivery(run, Results.ERP, patient)))));
        List<ClaimedDelivery> claimed = ledger.claim(Results.ERP, 1);
        LedgerWorld.get(ledger.finish(Results.result(claimed.getFirst(), next)));
        return run.messageId();
    }

    private DeadLetterStore letters() {
        return new DeadLetterStore(world.pool, ledger::reopen);
    }

    private UUID onlyDelivery(UUID message) {
        return UUID.fromString(world.text("select id from delivery where message_id = '" + message + "'"));
    }

    private Replay start(Replay replay, Integer rate) {
        return replays.start(replay.id(), rate, ANNA, WHY);
    }

    private void run(Replay replay) {
        start(replay, null);
        try (var runner = new ReplayRunner(store, steps, world.clock)) {
            runner.start();
            Awaitility.await()
                    .until(() -> replays.find(replay.id()).orElseThrow().state() == Replay.State.DONE);
        }
    }

    private static ReplayStep doIt(ReplaySelection selection, ReplayTarget target, boolean stale) {
        return new ReplayStep.Retry();
    }

    private static ReplaySelection ids(UUID id) {
        return new ReplaySelection(List.of(id), null, null, null, null, null, null, false, false, false);
    }

    private static ReplaySelection group(String code, boolean stale) {
        return new ReplaySelection(
                List.of(),
                new DeadLetter.Cause(null, null, code, null, null),
                null,
                null,
                null,
                null,
                null,
                false,
                false,
                stale);
    }
}
