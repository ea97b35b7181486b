package io.sluice.format.records;

/** A kind of record within a file: what it is for, how it is called, how it is recognised. */
public interface RecordType {

    RecordRole role();

    /** {@code header}, {@code detail}, {@code trailer}, or the name that was given; the {@code type} of its content. */
    String name();

    Mark mark();

    /**
     * How it is recognised.
     *
     * @param text the tag; empty for the others
     */
    record Mark(Kind kind, String text) {

        public static final Mark OTHERWISE = new Mark(Kind.OTHERWISE, "");
        public static final Mark FIRST = new Mark(Kind.FIRST, "");
        public static final Mark LAST = new Mark(Kind.LAST, "");

        public static Mark tag(String text) {
            return new Mark(Kind.TAG, text);
        }
    }

    enum Kind {
        TAG,
        FIRST,
        LAST,
        OTHERWISE
    }
}
