package io.sluice.torture;

import java.time.Duration;

/**
 * How much the crash tests do: {@code -Dtorture.seed=7 -Dtorture.kills=100} and so on, for whoever wants other sizes
 * than those that are shipped. The same seed, the same lengths of life.
 */
final class Scale {

    private Scale() {}

    static long seed() {
        return of("seed", 30);
    }

    /** Random kills of the long tests. */
    static int kills() {
        return of("kills", 30);
    }

    /** How often each server dies in turn, in the long tests. */
    static int rounds() {
        return of("rounds", 3);
    }

    /** Senders of each ingress that work side by side. */
    static int senders() {
        return of("senders", 1);
    }

    /** Callers over HTTP of each kind that work side by side. */
    static int callers() {
        return of("callers", 4);
    }

    /** Keys of each sender: order is kept within a key. */
    static int keys() {
        return of("keys", 3);
    }

    /** Records of each file. */
    static int records() {
        return of("records", 40);
    }

    /** After each message of a sender. */
    static Duration pause() {
        return Duration.ofMillis(of("pause", 200));
    }

    private static int of(String name, int otherwise) {
        return Integer.getInteger("torture." + name, otherwise);
    }
}
