package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** Design section 5.1: the acknowledgement leaves only after the original bytes are committed. */
final class StoredFirst implements Control {

    /** In which nothing must come where nothing can be said. */
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "stored before acknowledged";
    }

    @Override
    public String catches() {
        return "When the acknowledgement is there, the very bytes are found in the ledger from another connection.";
    }

    @Override
    public String spares() {
        return "While PostgreSQL refuses to commit nothing is acknowledged and nothing stored; afterwards it is taken once.";
    }

    @Override
    public void doesItsWork(Site site) {
        Hl7 message = Hl7.fresh();

        Answer answer = site.send(message);
        var row = site.stored().only(message);

        assertThat(answer).isEqualTo(Answer.YES);
        assertThat(row.outcome()).isEqualTo("ACCEPTED");
        assertThat(site.stored().body(row.id())).isEqualTo(message.bytes());
        site.stored().await(message, "COMPLETED");
    }

    @Override
    public void doesNoMore(Site site) throws Exception {
        Hl7 message = Hl7.fresh();
        Parcel parcel = message.parcel();

        boolean silent = Told.NOT_STORED.over(site.transport()).equals(Answer.NOTHING);
        Answer refused;
        try (FullDisk disk = new FullDisk(site.database())) {
            refused = site.send(parcel, silent ? A_WHILE : Wait.SOON);
            assertThat(site.stored().of(message)).isEmpty();
        }
        Answer afterwards = site.goOn(parcel);

        assertThat(refused).isEqualTo(Told.NOT_STORED.over(site.transport()));
        assertThat(afterwards).isEqualTo(Answer.YES);
        site.stored().await(message, "COMPLETED");
        assertThat(site.stored().outcomes(message)).containsExactly("ACCEPTED");
        assertThat(site.target().applied(message.mrn())).containsExactly(message.control());
    }
}
