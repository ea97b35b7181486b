package io.sluice.catalog.read;

import static io.sluice.catalog.read.TestSource.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Breaker;
import io.sluice.catalog.Control;
import io.sluice.catalog.FailMode;
import io.sluice.catalog.FailModes;
import io.sluice.catalog.RetrySchedule;
import io.sluice.catalog.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TiersFileTest {

    @Test
    void readsEveryKey() {
        Tier first = TestSource.good().read().tiers().get(1);

        assertThat(first)
                .isEqualTo(new Tier(
                        1,
                        "patient safety and access",
                        "Somebody waits at the bedside or the desk",
                        new RetrySchedule.Growing(
                                Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0.2, 0, Duration.ofHours(24)),
                        new Breaker(5, Duration.ofSeconds(30), Duration.ofSeconds(10)),
                        true,
                        FailMode.CLOSED,
                        new Tier.Escalation(Duration.ofMinutes(5), "on-call"),
                        Duration.ofDays(400)));
        assertThat(TestSource.good().read().tiers().get(3).retries())
                .isEqualTo(new RetrySchedule.Listed(
                        List.of(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(10)), 0.1));
    }

    @Test
    void fillsInDefaults() {
        var catalog = TestSource.good()
                .change("tiers.yaml", "{first: 1s, factor: 2, max: 1m, jitter: 0.2, for: 24h}", "{first: 2s}")
                .read();

        assertThat(catalog.tiers().get(1).retries())
                .isEqualTo(new RetrySchedule.Growing(
                        Duration.ofSeconds(2), 2, Duration.ofMinutes(5), 0.2, 0, Duration.ofHours(24)));
    }

    @Test
    void aFailModeMayDifferByControl() {
        var modes = TestSource.good()
                .change("tiers.yaml", "failMode: hold", "failMode: {contract: open-with-flag, target: degrade}")
                .read()
                .tiers()
                .get(3)
                .failModes();

        assertThat(modes.of(Control.CONTRACT)).isEqualTo(FailMode.OPEN_WITH_FLAG);
        assertThat(modes.of(Control.TARGET)).isEqualTo(FailMode.DEGRADE);
        assertThat(modes.of(Control.CODES)).isEqualTo(FailMode.CLOSED);
        assertThat(FailModes.of(FailMode.HOLD).of(Control.CODES)).isEqualTo(FailMode.HOLD);
        assertThat(FailModes.of(FailMode.HOLD).of(Control.TARGET)).isEqualTo(FailMode.CLOSED);
    }

    @Test
    void policyIsNeverAnythingButClosed() {
        var refused = TestSource.good()
                .change("tiers.yaml", "failMode: hold", "failMode: {contract: hold, policy: open-with-flag}")
                .read();

        assertThat(TestSource.shown(refused))
                .contains("catalog.value-invalid 'tiers.3.failMode.policy' must be one of: closed");
        assertThat(FailModes.of(FailMode.OPEN_WITH_FLAG).of(Control.POLICY)).isEqualTo(FailMode.CLOSED);
        assertThat(new FailModes(Map.of(Control.POLICY, FailMode.DEGRADE)).of(Control.POLICY))
                .isEqualTo(FailMode.CLOSED);
    }

    @Test
    void reportsAllProblemsAtOnceWithLineKeyAndAcceptedValues() {
        var catalog = TestSource.good().with("tiers.yaml", """
                        tiers:
                          5: {}
                          2:
                            name: clinical
                            description: Orders and results
                            retries: {factor: 0, jitter: 2}
                            breaker: {failures: 0, window: 1m, openFor: soon}
                            orderStrict: sometimes
                            failMode: open
                            escalation: on-call
                            retention: 1y
                          3: {name: business, retries: []}
                        """).read();

        assertThat(shown(catalog).lines().filter(l -> l.startsWith("tiers.yaml") && !l.contains("key-missing")))
                .containsExactly(
                        "tiers.yaml:2 catalog.name-invalid '5' must be a number from 1 to 4",
                        "tiers.yaml:6 catalog.value-invalid 'tiers.2.retries.factor' must be a number from 1 to 10",
                        "tiers.yaml:6 catalog.value-invalid 'tiers.2.retries.jitter' must be a number from 0 to 1",
                        "tiers.yaml:7 catalog.value-invalid 'tiers.2.breaker.failures' must be a number from 1 to 1000",
                        "tiers.yaml:7 catalog.value-invalid 'tiers.2.breaker.openFor' must be a duration such as 500ms,"
                                + " 30s, 15m, 24h, 30d, or ISO 8601 such as PT30S",
                        "tiers.yaml:8 catalog.value-invalid 'tiers.2.orderStrict' must be true or false",
                        "tiers.yaml:9 catalog.value-invalid 'tiers.2.failMode' must be closed, open-with-flag, degrade or hold,"
                                + " or one of them for each of contract, codes and target",
                        "tiers.yaml:10 catalog.value-invalid 'tiers.2.escalation' must be a map of keys",
                        "tiers.yaml:11 catalog.value-invalid 'tiers.2.retention' must be a duration such as 500ms,"
                                + " 30s, 15m, 24h, 30d, or ISO 8601 such as PT30S",
                        "tiers.yaml:12 catalog.value-invalid 'tiers.3.retries' must be a list that is not empty");
        assertThat(shown(catalog)).contains("tiers.yaml:6 catalog.key-missing 'first' in 'tiers.2.retries'");
    }

    @Test
    void namesAnUnknownKeyAndWhatMayHaveBeenMeant() {
        var catalog = TestSource.good()
                .change("tiers.yaml", "orderStrict: false", "strictOrder: false")
                .read();

        assertThat(shown(catalog))
                .contains(
                        "tiers.yaml:16 catalog.key-unknown 'strictOrder' in 'tiers.3'; known: name, description, retries,")
                .contains("tiers.yaml:11 catalog.key-missing 'orderStrict' in 'tiers.3'");
    }

    @Test
    void withoutTheFileNothingStartsAndItSaysWhy() {
        var catalog = TestSource.good().without("tiers.yaml").read();

        assertThat(shown(catalog)).contains("tiers.yaml catalog.file-missing every integration needs a tier");
        assertThat(catalog.integrations()).isEmpty();
    }
}
