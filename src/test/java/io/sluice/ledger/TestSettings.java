package io.sluice.ledger;

import java.time.Duration;

/** A ledger that looks often, so that no test waits for the look. */
public final class TestSettings {

    private static final Duration PULSE = Duration.ofMillis(100);

    private TestSettings() {}

    /** @param node name of the engine */
    public static LedgerSettings of(String node) {
        return LedgerSettings.defaults(node).forTests().withPulse(PULSE);
    }
}
