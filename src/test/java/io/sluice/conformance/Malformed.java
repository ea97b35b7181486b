package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** What cannot be taken as a message. */
final class Malformed implements Control {

    private static final byte[] NO_HL7 = "this is not HL7 at all\r".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String name() {
        return "malformed";
    }

    @Override
    public String catches() {
        return "What is no HL7, HL7 without MSH-10, and a type that nobody accepts have no effect, the sender is told where it can be, and the next one passes.";
    }

    @Override
    public String spares() {
        return "What is unusual and right (segments, components and repetitions that nobody knows) is stored whole and takes effect.";
    }

    @Override
    public void doesItsWork(Site site) {
        Hl7 next = Hl7.fresh();
        long before = site.stored().count();

        refused(site, Parcel.of(NO_HL7), Told.NO_HL7, before);
        refused(
                site,
                next.next().typed("ORU^R01^ORU_R01").parcel(),
                Told.UNACCEPTED,
                site.stored().count());
        refused(site, next.under("").parcel(), Told.WITHOUT_ID, site.stored().count());
        site.send(next);

        site.stored().await(next, "COMPLETED");
        assertThat(site.target().applied(next.mrn())).containsExactly(next.control());
    }

    private static void refused(Site site, Parcel parcel, Told told, long before) {
        Answer answer = site.send(parcel);

        assertThat(answer).as(told.when()).isEqualTo(told.over(site.transport()));
        assertThat(site.stored().since(before).stream().map(row -> row.outcome() + " " + row.code()))
                .as(told.when())
                .containsExactlyElementsOf(told.codes(site.transport()).stream()
                        .map(code -> "REJECTED " + code)
                        .toList());
    }

    @Override
    public void doesNoMore(Site site) {
        Hl7 message = Hl7.fresh().typed("ADT^A08^ADT_A01^X").with("ZZZ|1|a^b&c~d||\rOBX|1|TX|||\r");

        Answer answer = site.send(message);

        assertThat(answer).isEqualTo(Answer.YES);
        site.stored().await(message, "COMPLETED");
        assertThat(site.stored().body(site.stored().only(message).id())).isEqualTo(message.bytes());
        assertThat(site.target().applied(message.mrn())).containsExactly(message.control());
    }
}
