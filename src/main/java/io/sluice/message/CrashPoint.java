package io.sluice.message;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places where the crash harness lets the engine die as by {@code kill -9}: {@code -Dsluice.test.crash=<word>[:<n>]} halts
 * the process when the place is reached for the n-th time. Without the property a place costs one comparison of a constant.
 * The rows of the crash table in the design, in its order.
 */
public enum CrashPoint {
    ARRIVAL_BEFORE_COMMIT("arrival-before-commit"),
    ARRIVAL_AFTER_COMMIT("arrival-after-commit"),
    RUN_HALF("run-half"),
    RUN_BEFORE_COMMIT("run-before-commit"),
    RUN_AFTER_COMMIT("run-after-commit"),
    RELAY_BEFORE_SEND("relay-before-send"),
    RELAY_AFTER_SEND("relay-after-send"),
    DELIVERY_LEASED("delivery-leased"),
    DELIVERY_SENT("delivery-sent"),
    DELIVERY_SAVED("delivery-saved"),
    DEAD_LETTER_BEFORE_COMMIT("dead-letter-before-commit"),
    REPLAY_HALF("replay-half");

    private static final String CHOSEN = System.getProperty("sluice.test.crash", "");

    private final String word;
    private final AtomicInteger left = new AtomicInteger(times());

    CrashPoint(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Ends the process, without any of its ends being tied up, when this place was chosen. */
    public void here() {
        if (!CHOSEN.isEmpty() && CHOSEN.split(":")[0].equals(word) && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(137);
        }
    }

    public static boolean any() {
        return !CHOSEN.isEmpty();
    }

    private static int times() {
        String chosen = System.getProperty("sluice.test.crash", "");
        int colon = chosen.indexOf(':');
        return colon < 0 ? 1 : Integer.parseInt(chosen.substring(colon + 1));
    }
}
