package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.Replay;
import io.sluice.ledger.ReplaySelection;
import java.util.List;
import java.util.UUID;

/** A planned, recorded repetition. */
final class Replayed implements Control {

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String catches() {
        return "A dead letter that is replayed arrives once, under the key that it had, and who did it and why is recorded.";
    }

    @Override
    public String spares() {
        return "A replay of what has arrived with these very bytes plans to skip it, and the target hears nothing.";
    }

    @Override
    public void doesItsWork(Site site) {
        Hl7 message = dead(site);

        Replay replay = replay(site, DeadLettered.of(site, message).getFirst().id());

        site.stored().await(message, "COMPLETED");
        assertThat(site.target().about(message.mrn())).singleElement().satisfies(heard -> {
            assertThat(heard.applied()).isTrue();
            assertThat(heard.attempts()).isEqualTo(2);
        });
        assertThat(site.stored()
                        .one(
                                "select count(*) from action where target = ? and actor = 'operator' and reason <> ''",
                                "replay:" + replay.id()))
                .isNotEqualTo("0");
        assertThat(DeadLettered.of(site, message)).isEmpty();
    }

    @Override
    public void doesNoMore(Site site) {
        Hl7 message = Hl7.fresh();
        site.send(message);
        site.stored().await(message, "COMPLETED");
        UUID id = site.stored().only(message).id();

        Replay plan = site.engine()
                .replays
                .plan(
                        new ReplaySelection(List.of(id), null, null, null, null, null, null, false, false, false),
                        DeadLettered.OPERATOR,
                        "to see that nothing comes of it");

        assertThat(plan.plan().total()).isZero();
        assertThat(site.target().attempts(message.mrn())).isEqualTo(1);
    }

    /** A message that the target has refused once, and will take now. */
    static Hl7 dead(Site site) {
        Hl7 message = Hl7.fresh();
        site.target().refuse(422, 1);
        site.send(message);
        site.stored().await(message, "DEAD");
        return message;
    }

    static Replay replay(Site site, UUID deadLetter) {
        var selection =
                new ReplaySelection(List.of(deadLetter), null, null, null, null, null, null, false, false, false);
        Replay planned = site.engine().replays.plan(selection, DeadLettered.OPERATOR, "the target is well again");
        site.engine().replays.start(planned.id(), null, DeadLettered.OPERATOR, "the target is well again");
        Wait.until(
                "the replay is done",
                () -> site.engine().replays.find(planned.id()).orElseThrow().state() == Replay.State.DONE);
        return planned;
    }
}
