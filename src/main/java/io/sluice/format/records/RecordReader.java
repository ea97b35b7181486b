package io.sluice.format.records;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The records of one file in their order, in memory that depends on the largest record only. For one thread. */
public interface RecordReader extends Closeable {

    /**
     * The next record; empty at the end of the file, when everything that the format asks of an end was there.
     *
     * @throws io.sluice.message.ProblemException what concerns the whole file (no end, wrong encoding, wrong envelope);
     *     the same again at every further call
     * @throws IOException when the stream fails: the file may be read again
     */
    Optional<FileRecord> next() throws IOException;

    /**
     * Passes over records without parsing them, to resume behind those that are stored. What {@link #next} throws is
     * thrown here too.
     *
     * @return how many there were; fewer than asked for at the end of the file
     */
    long skip(long count) throws IOException;

    /**
     * Whether the counts that the envelope itself states hold (BTS-1, FTS-1, GE01, IEA01); complete at the end of the
     * file.
     */
    default List<ControlVerdict> verdicts() {
        return List.of();
    }
}
