package io.sluice.message;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Places where the crash harness lets the engine die as by {@code kill -9}:
 * {@code -Dsluice.test.crash=<word>[@<name>][:<n>]} halts the process when the place is reached for the n-th time; with
 * a name only where that listener or endpoint is at work. Without the property a place costs one comparison of a
 * constant. The rows of the crash table in the design, in its order.
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
    CALL_COMMITTED("call-committed"),
    CALL_SENT("call-sent"),
    CALL_SAVED("call-saved"),
    DEAD_LETTER_BEFORE_COMMIT("dead-letter-before-commit"),
    REPLAY_HALF("replay-half"),
    /** A file that came in is claimed, none of its records is taken. */
    FILE_CLAIMED("file-claimed"),
    /** Another record of a file that came in was read. */
    FILE_RECORD("file-record"),
    /** All records are committed, the file is not moved. */
    FILE_STORED("file-stored"),
    /** The file is moved, its receipt is not written. */
    FILE_MOVED("file-moved"),
    /** A file that goes out is whole under its temporary name, and the ledger does not know. */
    FILE_WRITTEN("file-written"),
    /** A file that goes out has its own name, and the ledger does not know. */
    FILE_RENAMED("file-renamed");

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
        if (!CHOSEN.isEmpty() && isChosen(Stream.empty())) {
            reached();
        }
    }

    /** As {@link #here()}, where one listener or endpoint is at work. */
    public void at(String name) {
        if (!CHOSEN.isEmpty() && isChosen(Stream.of(name))) {
            reached();
        }
    }

    /** As {@link #here()}, where several of them may be. */
    public void among(Supplier<Stream<String>> names) {
        if (!CHOSEN.isEmpty() && isChosen(names.get())) {
            reached();
        }
    }

    private boolean isChosen(Stream<String> names) {
        String place = CHOSEN.split(":", 2)[0];
        int name = place.indexOf('@');
        return name < 0
                ? place.equals(word)
                : names.map(one -> word + "@" + one).anyMatch(place::equals);
    }

    private void reached() {
        if (left.decrementAndGet() == 0) {
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
