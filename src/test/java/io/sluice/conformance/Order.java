package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** Design section 5.5: order per key, parallel across keys. */
final class Order implements Control {

    @Override
    public String name() {
        return "order";
    }

    @Override
    public String catches() {
        return "Messages of one key reach the target in the order sent; none overtakes the first while that is tried again.";
    }

    @Override
    public String spares() {
        return "Another key does not wait for a key that is being tried again.";
    }

    @Override
    public void doesItsWork(Site site) {
        Hl7 first = Hl7.fresh();
        List<Hl7> all = List.of(first, first.next(), first.next(), first.next());
        site.target().refuse(503, 1);

        all.forEach(message -> assertThat(site.send(message)).isEqualTo(Answer.YES));
        Wait.until("the first was tried", () -> site.target().attempts(first.mrn()) == 1);
        Wait.until(
                "all have run",
                () -> all.stream()
                        .allMatch(message -> site.stored().state(message).equals("ROUTED")));
        assertThat(site.target().about(first.mrn())).hasSize(1);
        site.engine().clock.advance(Duration.ofMinutes(11));

        all.forEach(message -> site.stored().await(message, "COMPLETED"));
        assertThat(site.target().applied(first.mrn()))
                .containsExactlyElementsOf(all.stream().map(Hl7::control).toList());
    }

    @Override
    public void doesNoMore(Site site) {
        Hl7 waits = Hl7.fresh();
        Hl7 other = Hl7.fresh();
        site.target().refuse(503, 1);

        site.send(waits);
        Wait.until("the first was tried", () -> site.target().attempts(waits.mrn()) == 1);
        site.send(other);

        site.stored().await(other, "COMPLETED");
        assertThat(site.stored().state(waits)).isEqualTo("ROUTED");
        site.engine().clock.advance(Duration.ofMinutes(11));
        site.stored().await(waits, "COMPLETED");
    }
}
