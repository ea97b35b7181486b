package io.sluice.format.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** One file as gzip (RFC 1952). */
public final class Gzip {

    private Gzip() {}

    /**
     * The unpacked file. Reading it throws a {@link io.sluice.message.ProblemException} with
     * {@link io.sluice.format.FormatProblem#ARCHIVE_INVALID}, {@code ARCHIVE_LIMIT}, {@code ARCHIVE_NESTED} or
     * {@code FILE_UNFINISHED}; the checksum is known at the end only.
     *
     * @param in closed with the result
     */
    public static InputStream unpack(InputStream in, UnpackLimits limits) {
        Budget budget = new Budget(limits);
        return new UnpackedStream(new GunzipStream(budget.counting(in)), budget, "the file", true);
    }

    /** What is written goes out packed; finished when it is closed. The same bytes give the same archive. */
    public static OutputStream pack(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, 1 << 14);
    }
}
