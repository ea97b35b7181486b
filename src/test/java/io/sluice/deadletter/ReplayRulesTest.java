package io.sluice.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.Replay;
import io.sluice.ledger.ReplaySelection;
import io.sluice.ledger.ReplayStep;
import io.sluice.ledger.ReplayStore;
import io.sluice.ledger.ReplayTarget;
import io.sluice.message.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplayRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private final ReplayRules rules = new ReplayRules();

    @Test
    void aDeadOrDoubtfulDeliveryIsSentAgainAsItWas() {
        assertThat(rules.decide(plain(), delivery("DEAD"), false)).isInstanceOf(ReplayStep.Retry.class);
        assertThat(rules.decide(plain(), delivery("IN_DOUBT"), false)).isInstanceOf(ReplayStep.Retry.class);
    }

    @Test
    void whatWasDeliveredIsNotAppliedTwiceUnlessAskedFor() {
        assertThat(rules.decide(plain(), delivery("DELIVERED"), false)).isEqualTo(new ReplayStep.Skip("identical"));
        assertThat(rules.decide(again(), delivery("DELIVERED"), false)).isInstanceOf(ReplayStep.Repeat.class);
    }

    @Test
    void oldIsNotPutOverNewUnlessAskedFor() {
        assertThat(rules.decide(plain(), delivery("DEAD"), true)).isEqualTo(new ReplayStep.Skip("stale"));
        assertThat(rules.decide(alsoStale(), delivery("DEAD"), true)).isInstanceOf(ReplayStep.Retry.class);
    }

    @Test
    void whatIsUnderWayOrDecidedIsLeftAlone() {
        assertThat(rules.decide(again(), delivery("QUEUED"), false)).isEqualTo(new ReplayStep.Skip("in-progress"));
        assertThat(rules.decide(again(), delivery("DISCARDED"), false)).isEqualTo(new ReplayStep.Skip("identical"));
        assertThat(rules.decide(remap(), run("RECEIVED", false), false)).isEqualTo(new ReplayStep.Skip("in-progress"));
    }

    @Test
    void aRunWithoutEffectKeepsItsRevisionAndOneWithEffectsNeedsRemap() {
        assertThat(rules.decide(plain(), run("DEAD", false), false)).isEqualTo(new ReplayStep.Rerun(false));
        assertThat(rules.decide(plain(), run("COMPLETED", true), false)).isEqualTo(new ReplayStep.Skip("identical"));
        assertThat(rules.decide(remap(), run("COMPLETED", true), false)).isEqualTo(new ReplayStep.Rerun(true));
        assertThat(rules.decide(plain(), run("HELD", false), false)).isEqualTo(new ReplayStep.Rerun(false));
    }

    @Test
    void aPlanCountsForEachTargetWhatWillHappen() {
        ReplayTarget overtaken = delivery("DEAD");
        List<ReplayTarget> targets = List.of(delivery("DEAD"), overtaken, delivery("DELIVERED"), run("DEAD", false));

        ReplayPlanner.Planned planned =
                new ReplayPlanner(rules).plan(plain(), new ReplayStore.Found(targets, Set.of(overtaken.id())));

        assertThat(planned.plan().targets())
                .containsExactly(
                        new Replay.TargetPlan(ReplayTarget.Kind.DELIVERY, "erp/customers", 3, 1, 0, 0, 1, 1, 0),
                        new Replay.TargetPlan(ReplayTarget.Kind.RUN, "patient-to-erp", 1, 0, 1, 0, 0, 0, 0));
        assertThat(planned.items()).hasSize(3).contains(overtaken);
    }

    private static ReplayTarget delivery(String state) {
        return new ReplayTarget(
                ReplayTarget.Kind.DELIVERY,
                Ids.v7(NOW),
                UUID.randomUUID(),
                null,
                "patient-to-erp",
                "erp/customers",
                state,
                true,
                List.of(1L));
    }

    private static ReplayTarget run(String state, boolean effects) {
        return new ReplayTarget(
                ReplayTarget.Kind.RUN,
                Ids.v7(NOW),
                UUID.randomUUID(),
                null,
                "patient-to-erp",
                null,
                state,
                effects,
                List.of(1L));
    }

    private static ReplaySelection plain() {
        return selection(false, false, false);
    }

    private static ReplaySelection again() {
        return selection(false, true, false);
    }

    private static ReplaySelection remap() {
        return selection(true, false, false);
    }

    private static ReplaySelection alsoStale() {
        return selection(false, false, true);
    }

    private static ReplaySelection selection(boolean remap, boolean again, boolean stale) {
        return new ReplaySelection(List.of(), null, null, NOW, null, null, null, remap, again, stale);
    }
}
