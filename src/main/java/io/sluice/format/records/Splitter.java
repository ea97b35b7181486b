package io.sluice.format.records;

import java.io.IOException;

/** How one format finds its records in the bytes of one file. Holds the state between two records. */
public interface Splitter {

    /**
     * Passes what stands before the first record: a byte-order mark, the names of columns.
     *
     * @return the context of all records of the file
     */
    byte[] begin(ByteWindow window) throws IOException;

    /**
     * Finds the next record and tells where it is; does not consume it.
     *
     * @return false at the end of the file
     * @throws io.sluice.message.ProblemException what concerns the whole file
     */
    boolean next(ByteWindow window, Span span) throws IOException;

    /** Where a record is in the window. */
    final class Span {
        /** First byte. */
        public int from;
        /** Behind the last byte. */
        public int to;
        /** Behind what separates it from the next. */
        public int consumed;
        /** What it is for its file where the splitter knows; null where its content or position tells. */
        public RecordRole role;

        public void set(int first, int behind, int next) {
            from = first;
            to = behind;
            consumed = next;
        }
    }
}
