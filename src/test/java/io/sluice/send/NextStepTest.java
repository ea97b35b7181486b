package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.RetrySchedule;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.ledger.DeliveryResult.Next;
import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.Refused;
import io.sluice.send.SendOutcome.TryAgain;
import io.sluice.send.SendOutcome.Unanswered;
import io.sluice.send.SendOutcome.Unreached;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NextStepTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Terms TERMS =
            new Terms(new RetrySchedule.Listed(List.of(Duration.ofSeconds(10)), 0), true, "Patient Access");

    private static final NextStep IDEMPOTENT = new NextStep(true, false);
    private static final NextStep QUERYABLE = new NextStep(false, true);
    private static final NextStep NEITHER = new NextStep(false, false);

    private static final Next RETRY = new Next.Retry(NOW.plusSeconds(10));
    private static final Unanswered SILENCE = new Unanswered(SendProblem.UNANSWERED, null);

    @Test
    void whatWasAcceptedIsDelivered() {
        assertThat(after(NEITHER, new Accepted("200", null), 0)).isEqualTo(new Next.Delivered());
    }

    @Test
    void whatWasRefusedIsDeadAtOnceWithItsCauseAndOwner() {
        assertThat(after(NEITHER, new Refused(SendProblem.REFUSED, "422", null), 0))
                .isEqualTo(new Next.Dead("send.refused", "status 422", "BUSINESS", "Patient Access", true));
    }

    @Test
    void whatDidNotReachTheReceiverIsTriedAgainForEveryKindOfEndpoint() {
        var unreached = new Unreached(SendProblem.UNREACHABLE);

        assertThat(List.of(
                        after(IDEMPOTENT, unreached, 0), after(QUERYABLE, unreached, 0), after(NEITHER, unreached, 0)))
                .containsOnly(RETRY);
    }

    @Test
    void whatCannotBeTriedAnyMoreIsDead() {
        assertThat(after(NEITHER, new Unreached(SendProblem.UNREACHABLE), 1))
                .isEqualTo(new Next.Dead("send.unreachable", "", "TRANSPORT", "Patient Access", true));
    }

    @Test
    void silenceOfAnIdempotentReceiverIsTriedAgainAndDeadInTheEnd() {
        assertThat(after(IDEMPOTENT, SILENCE, 0)).isEqualTo(RETRY);
        assertThat(after(IDEMPOTENT, SILENCE, 1)).isInstanceOf(Next.Dead.class);
    }

    @Test
    void silenceOfAReceiverThatCanBeAskedIsInDoubtOnlyInTheEnd() {
        assertThat(after(QUERYABLE, SILENCE, 0)).isEqualTo(RETRY);
        assertThat(after(QUERYABLE, SILENCE, 1)).isInstanceOf(Next.InDoubt.class);
    }

    @Test
    void silenceOfAnyOtherReceiverIsInDoubtAtOnce() {
        assertThat(after(NEITHER, SILENCE, 0))
                .isEqualTo(new Next.InDoubt("send.unanswered", "TRANSPORT", "Patient Access", true));
    }

    @Test
    void comesBackWhenTheReceiverSaysButNotBeforeTheSchedule() {
        assertThat(after(NEITHER, busyUntil(NOW.plusSeconds(90)), 0)).isEqualTo(new Next.Retry(NOW.plusSeconds(90)));
        assertThat(after(NEITHER, busyUntil(NOW.plusSeconds(1)), 0)).isEqualTo(RETRY);
    }

    @Test
    void waitsNoLongerThanAnHourBecauseAReceiverSaysSo() {
        assertThat(after(NEITHER, busyUntil(NOW.plus(Duration.ofDays(300))), 0))
                .isEqualTo(new Next.Retry(NOW.plus(NextStep.LONGEST_RETRY_AFTER)));
    }

    private static TryAgain busyUntil(Instant time) {
        return new TryAgain(SendProblem.BUSY, "429", null, Optional.of(time));
    }

    private static Next after(NextStep step, SendOutcome outcome, int attemptsBefore) {
        return step.after(outcome, delivery(attemptsBefore), TERMS, NOW);
    }

    private static ClaimedDelivery delivery(int attempts) {
        UUID id = UUID.fromString("6d1f0a52-5b0e-5c8e-9a55-9d2c1f3b7e10");
        return new ClaimedDelivery(
                id,
                id,
                id,
                null,
                "patient-to-erp",
                "erp/customers",
                "application/json",
                Map.of(),
                new byte[0],
                attempts,
                0,
                1,
                1,
                NOW,
                "c",
                null,
                null);
    }
}
