package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The same bytes again. */
final class Duplicate implements Control {

    @Override
    public String name() {
        return "duplicate";
    }

    @Override
    public String catches() {
        return "The same bytes again, also with another time in a field that is ignored (MSH-7), are acknowledged again, counted as"
                + " DUPLICATE, and have one effect.";
    }

    @Override
    public String spares() {
        return "The same admission under another control id is another message and has an effect of its own.";
    }

    @Override
    public void doesItsWork(Site site) {
        Hl7 message = Hl7.fresh();

        Answer first = site.send(message);
        Answer again = site.send(message);
        Hl7 retimed = message.at("20260101120500");
        Answer later = site.send(retimed);

        assertThat(List.of(first, again, later)).containsOnly(Answer.YES);
        site.stored().await(message, "COMPLETED");
        assertThat(site.stored().outcomes(message)).containsExactly("ACCEPTED", "DUPLICATE");
        assertThat(site.stored().outcomes(retimed)).containsExactly("DUPLICATE");
        assertThat(site.target().applied(message.mrn())).containsExactly(message.control());
    }

    @Override
    public void doesNoMore(Site site) {
        Hl7 message = Hl7.fresh();
        Hl7 other = message.next();

        assertThat(site.send(message)).isEqualTo(Answer.YES);
        assertThat(site.send(other)).isEqualTo(Answer.YES);

        site.stored().await(message, "COMPLETED");
        site.stored().await(other, "COMPLETED");
        assertThat(site.target().applied(message.mrn())).containsExactly(message.control(), other.control());
    }
}
