package io.sluice.format.records;

import io.sluice.format.Format;
import java.io.InputStream;

/**
 * How the records of a kind of file are told apart and read: {@code format} and {@code records} of integration.yaml.
 * Immutable.
 */
public interface RecordLayout {

    /**
     * Its {@link Format#place places} name the values of a record: a column, a JSON path, {@code PID-3-1},
     * {@code BEG-3}.
     */
    Format format();

    /**
     * Begins to read a file; nothing is read before the first record is asked for.
     *
     * @param in without compression and encryption; buffering is not needed; closed with the reader
     */
    RecordReader read(InputStream in);

    /**
     * Reads single records of a file long after it was read, from the bytes that were kept.
     *
     * @param context {@link FileRecord#context()} of the record
     */
    RecordParser parser(byte[] context);
}
