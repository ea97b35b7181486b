package io.sluice.format.records;

import io.sluice.format.Content;
import java.io.Closeable;
import java.io.IOException;

/** Writes one file, record after record, in memory that depends on the largest record only. For one thread. */
public interface RecordWriter extends Closeable {

    /**
     * Appends a detail. For HL7 v2 its bytes are written, for other formats its tree.
     *
     * @throws io.sluice.message.ProblemException when it does not fit; nothing of it was written, and others may follow
     */
    void write(Content detail) throws IOException;

    /**
     * Writes what ends the file. Without it the file is not whole, and its reader sees that where a trailer is
     * declared.
     */
    void finish() throws IOException;

    /** Closes the stream; does not finish. */
    @Override
    void close() throws IOException;
}
