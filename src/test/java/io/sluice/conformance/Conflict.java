package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

/** The same key, other bytes. */
final class Conflict implements Control {

    @Override
    public String name() {
        return "conflict";
    }

    @Override
    public String catches() {
        return "Other bytes under the same key have no effect and wait for a person, once however often they come.";
    }

    @Override
    public String spares() {
        return "The same control id from another facility (MSH-4) is another key: no conflict, and an effect of its own.";
    }

    @Override
    public void doesItsWork(Site site) {
        Hl7 message = Hl7.fresh();
        Hl7 other = message.named("NOBODY");
        site.send(message);

        Answer conflict = site.send(other);
        Answer again = site.send(other);

        assertThat(conflict).isEqualTo(Told.A_CONFLICT.over(site.transport()));
        assertThat(again).isEqualTo(Told.A_CONFLICT_AGAIN.over(site.transport()));
        site.stored().await(message, "COMPLETED");
        assertThat(site.stored().outcomes(other)).containsExactly("CONFLICT", "DUPLICATE");
        assertThat(site.stored().of(other).stream().map(kept -> kept.code()))
                .containsExactly(
                        Told.A_CONFLICT.codes(site.transport()).getFirst(),
                        Told.A_CONFLICT_AGAIN.codes(site.transport()).getFirst());
        assertThat(site.stored()
                        .one(
                                "select count(*) from dead_letter where state = 'HELD' and message_id in"
                                        + " (select id from message where original_id = ?::uuid)",
                                site.stored().only(message).id().toString()))
                .isEqualTo("1");
        assertThat(site.target().about(message.mrn()))
                .singleElement()
                .satisfies(heard -> assertThat(heard.name()).isEqualTo(message.name()));
    }

    @Override
    public void doesNoMore(Site site) {
        Hl7 message = Hl7.fresh();
        Hl7 elsewhere = Hl7.fresh().under(message.control()).from("CLINIC");
        site.send(message);

        Answer answer = site.send(elsewhere);

        assertThat(answer).isEqualTo(Answer.YES);
        site.stored().await(elsewhere, "COMPLETED");
        site.stored().await(message, "COMPLETED");
        assertThat(site.target().applied(elsewhere.mrn())).containsExactly(message.control());
    }
}
