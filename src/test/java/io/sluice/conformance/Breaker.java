package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.send.BreakerState;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A target that fails is left in peace; receiving goes on. */
final class Breaker implements Control {

    private static final int FAULTS = 5;

    /** In which a breaker that is not due would be found open by the looks at its endpoint. */
    private static final Duration A_LOOK_LATER = WiredEngine.LOOK.plusMillis(200);

    @Override
    public String name() {
        return "breaker";
    }

    @Override
    public String catches() {
        return "After five faults in a row the target is not called any more while messages are still acknowledged; when the"
                + " breaker may probe, all of them arrive.";
    }

    @Override
    public String spares() {
        return "Five refusals of single messages (422) say nothing against the target: the breaker stays closed.";
    }

    @Override
    public void doesItsWork(Site site) {
        List<Hl7> failing = Stream.generate(Hl7::fresh).limit(FAULTS).toList();
        Hl7 waits = Hl7.fresh();
        site.target().refuse(503);

        failing.forEach(site::send);
        Wait.until("it opens", () -> state(site) == BreakerState.OPEN);
        Answer answer = site.send(waits);
        site.stored().await(waits, "ROUTED");
        site.engine().clock.advance(Duration.ofMinutes(30)); // all of them are due, the breaker is not

        assertThat(answer).isEqualTo(Answer.YES);
        assertThat(Wait.within(A_LOOK_LATER, () -> site.target().attempts(waits.mrn()) > 0))
                .isFalse();
        assertThat(failing).allMatch(message -> site.target().attempts(message.mrn()) == 1);
        site.target().well();
        site.engine().clock.advance(Duration.ofMinutes(31));
        failing.forEach(message -> site.stored().await(message, "COMPLETED"));
        site.stored().await(waits, "COMPLETED");
        assertThat(state(site)).isEqualTo(BreakerState.CLOSED);
    }

    @Override
    public void doesNoMore(Site site) {
        List<Hl7> refused = Stream.generate(Hl7::fresh).limit(FAULTS).toList();
        site.target().refuse(422, FAULTS);

        refused.forEach(site::send);
        refused.forEach(message -> site.stored().await(message, "DEAD"));
        Hl7 next = Hl7.fresh();
        site.send(next);

        site.stored().await(next, "COMPLETED");
        assertThat(state(site)).isEqualTo(BreakerState.CLOSED);
    }

    private static BreakerState state(Site site) {
        return site.engine().deliveries.endpoints().getFirst().breaker();
    }
}
