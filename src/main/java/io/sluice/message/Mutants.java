package io.sluice.message;

/**
 * Deliberate faults, switched on by {@code -Dsluice.test.mutant=<name>} so that the crash harness can show that its
 * checker turns red. An engine in the production profile refuses to start with one.
 */
public enum Mutants {
    /** Receipts are given before their commit. */
    ACK_BEFORE_COMMIT("ack-before-commit"),
    /** Events and deliveries are committed apart from the run's state. */
    EFFECTS_OUTSIDE("effects-outside"),
    /** Event and delivery ids are random instead of derived. */
    RANDOM_IDS("random-ids"),
    /** How far a topic or a file was read is committed after its messages, not with them. */
    OFFSETS_OUTSIDE("offsets-outside"),
    /** The broker's session is committed before the ledger's transaction. */
    JMS_COMMIT_FIRST("jms-commit-first"),
    /** A file endpoint forgets between two attempts which name a delivery has, and how far it came. */
    FILES_FORGOTTEN("files-forgotten"),
    /** A Kafka endpoint repeats a record of unknown fate without looking for it. */
    TOPIC_UNSEARCHED("topic-unsearched");

    private static final String CHOSEN = System.getProperty("sluice.test.mutant", "");

    private final String word;

    Mutants(String word) {
        this.word = word;
    }

    /** As it is chosen by. */
    public String word() {
        return word;
    }

    public boolean on() {
        return CHOSEN.equals(word);
    }

    /**
     * {@code -Dsluice.test.plaintext=true}: nothing is sealed, so that the search for a canary can be shown to find it.
     */
    public static boolean plaintext() {
        return Boolean.getBoolean("sluice.test.plaintext");
    }

    /** True when any fault is asked for, a misspelt one too. */
    public static boolean any() {
        return !CHOSEN.isEmpty() || plaintext();
    }
}
