package io.sluice.conformance;

/** What a sender has learned of its message, in the way of its transport. */
sealed interface Answer {

    /** AA, 202, a file in the archive, a position behind the record, a message gone from the queue. */
    record Acknowledged() implements Answer {

        @Override
        public String toString() {
            return "acknowledged";
        }
    }

    /**
     * No.
     *
     * @param how in the words of the transport: {@code AR 205}, {@code 422 receive.duplicate-conflict}
     */
    record Refused(String how) implements Answer {

        @Override
        public String toString() {
            return "refused: " + how;
        }
    }

    /** Nothing came in the time that the sender has waited. */
    record None() implements Answer {

        @Override
        public String toString() {
            return "not acknowledged";
        }
    }

    Answer YES = new Acknowledged();
    Answer NOTHING = new None();

    static Answer no(String how) {
        return new Refused(how);
    }
}
