package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** By the tier's schedule, under the same key. */
final class Retry implements Control {

    @Override
    public String name() {
        return "retry";
    }

    @Override
    public String catches() {
        return "A delivery that the target could not take (503, twice) is tried again when it is time, under the same key, and takes effect once.";
    }

    @Override
    public String spares() {
        return "A delivery that the target refuses (422) is not tried again, however much time passes.";
    }

    @Override
    public void doesItsWork(Site site) {
        Hl7 message = Hl7.fresh();
        site.target().refuse(503, 2);

        site.send(message);
        for (int attempts = 1; attempts <= 2; attempts++) {
            int so = attempts;
            Wait.until("attempt " + so, () -> site.target().attempts(message.mrn()) == so);
            Wait.until("it waits", () -> waiting(site, message).equals("READY " + so));
            site.engine().clock.advance(Duration.ofMinutes(11));
        }

        site.stored().await(message, "COMPLETED");
        assertThat(site.target().about(message.mrn())).singleElement().satisfies(heard -> {
            assertThat(heard.attempts()).isEqualTo(3);
            assertThat(heard.applied()).isTrue();
        });
    }

    /** State of the delivery as work, and the attempts that it has had. */
    private static String waiting(Site site, Hl7 message) {
        String work = site.stored()
                .one(
                        "select state || ' ' || attempts from work where kind = 'D' and message_id = ?::uuid",
                        site.stored().only(message).id().toString());
        return work == null ? "" : work;
    }

    @Override
    public void doesNoMore(Site site) throws Exception {
        Hl7 message = Hl7.fresh();
        site.target().refuse(422, 1);

        site.send(message);
        site.stored().await(message, "DEAD");
        site.engine().clock.advance(Duration.ofHours(2));
        Hl7 later = Hl7.fresh();
        site.send(later);
        site.stored().await(later, "COMPLETED");

        assertThat(site.target().attempts(message.mrn())).isEqualTo(1);
    }
}
