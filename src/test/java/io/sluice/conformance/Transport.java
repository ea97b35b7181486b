package io.sluice.conformance;

import java.util.Locale;

/** The ways in, in the order of the columns. */
enum Transport {
    MLLP,
    FILE,
    HTTP,
    KAFKA,
    JMS;

    /** As in {@code receive:<transport>:<listener>}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
