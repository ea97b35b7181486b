package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a system may send. */
final class Throttled implements Control {

    private static final String FILE = "systems/sender.yaml";
    private static final String WHERE = "\nlisteners:";
    private static final String SLOW = "\ninbound: {rate: 2, burst: 1}\nlisteners:";
    private static final String FAST = "\ninbound: {rate: 1000, burst: 100}\nlisteners:";

    /** Four messages at two in a second: the last one has its turn after a second and a half. */
    private static final int MESSAGES = 4;

    private static final Duration AT_LEAST = Duration.ofMillis(1400);

    @Override
    public String name() {
        return "throttle";
    }

    @Override
    public String catches() {
        return "A system that sends more than it may is slowed down to its rate; it is seen in status and metric, and nothing is"
                + " lost.";
    }

    @Override
    public String spares() {
        return "A system within its rate is not held up.";
    }

    @Override
    public void doesItsWork(Site site) throws Exception {
        List<Hl7> messages = Stream.generate(Hl7::fresh).limit(MESSAGES).toList();
        double before = heldUp(site);

        site.change(FILE, WHERE, SLOW);
        try {
            long began = System.nanoTime();
            List<Answer> answers = new ArrayList<>(site.sendTogether(messages));
            assertThat(answers).contains(Told.BEYOND_ITS_RATE.over(site.transport()));
            for (int i = 0; i < MESSAGES; i++) {
                Answer last = answers.get(i);
                while (last.equals(Told.BEYOND_ITS_RATE.over(site.transport())) && !last.equals(Answer.YES)) {
                    last = site.send(messages.get(i));
                }
                assertThat(last).isEqualTo(Answer.YES);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(AT_LEAST);
            assertThat(site.engine().intake.throttle().status())
                    .singleElement()
                    .satisfies(status -> assertThat(status.heldUp()).isPositive());
            assertThat(heldUp(site)).isGreaterThan(before);
        } finally {
            site.change(FILE, SLOW, WHERE);
        }
        messages.forEach(message -> site.stored().await(message, "COMPLETED"));
        assertThat(messages)
                .allSatisfy(
                        message -> assertThat(site.stored().outcomes(message)).containsExactly("ACCEPTED"));
    }

    @Override
    public void doesNoMore(Site site) throws Exception {
        List<Hl7> messages = Stream.generate(Hl7::fresh).limit(MESSAGES).toList();
        double before = heldUp(site);

        site.change(FILE, WHERE, FAST);
        try {
            assertThat(site.sendTogether(messages)).containsOnly(Answer.YES);
        } finally {
            site.change(FILE, FAST, WHERE);
        }

        messages.forEach(message -> site.stored().await(message, "COMPLETED"));
        assertThat(heldUp(site)).isEqualTo(before);
    }

    private static double heldUp(Site site) {
        var counter = site.engine()
                .metrics
                .find("sluice.held.up")
                .tag("system", Home.SENDER)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
