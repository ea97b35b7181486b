package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

/** More bytes than a message may have. */
final class Oversize implements Control {

    @Override
    public String name() {
        return "oversize";
    }

    @Override
    public String catches() {
        return "A message of one byte more than the limit (16 KiB) has no effect, the sender is told where it can be, and the next"
                + " one passes.";
    }

    @Override
    public String spares() {
        return "A message of exactly as many bytes as the limit is stored whole and takes effect.";
    }

    @Override
    public void doesItsWork(Site site) {
        Hl7 message = Hl7.fresh();
        Hl7 large = message.sized(Home.LIMIT + 1);
        long before = site.stored().count();

        Answer answer = site.send(large);
        assertThat(site.stored().since(before).stream().map(Stored.Row::code))
                .containsExactlyElementsOf(Told.TOO_LARGE.codes(site.transport()));
        Hl7 next = message.next();
        site.send(next);

        assertThat(answer).isEqualTo(Told.TOO_LARGE.over(site.transport()));
        site.stored().await(next, "COMPLETED");
        assertThat(site.target().applied(message.mrn())).containsExactly(next.control());
    }

    @Override
    public void doesNoMore(Site site) {
        Hl7 message = Hl7.fresh().sized(Home.LIMIT);

        Answer answer = site.send(message);

        assertThat(answer).isEqualTo(Answer.YES);
        assertThat(site.stored().body(site.stored().only(message).id())).hasSize(Home.LIMIT);
        site.stored().await(message, "COMPLETED");
    }
}
