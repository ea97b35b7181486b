package io.sluice.format.archive;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What was read and unpacked so far of one archive, against its limits. */
final class Budget {

    private static final long SLACK = 1 << 20;

    private final UnpackLimits limits;
    private long packed;
    private long unpacked;
    private int entries;

    Budget(UnpackLimits limits) {
        this.limits = limits;
    }

    void entry() {
        demand(++entries <= limits.entries(), "entries");
    }

    int entries() {
        return entries;
    }

    /** @param single bytes of the current file, these included */
    void unpacked(long count, long single) {
        unpacked += count;
        demand(single <= limits.single(), "the size of a file");
        demand(unpacked <= limits.total(), "the size of all files");
        demand(unpacked <= SLACK || unpacked / limits.ratio() <= packed, "the ratio");
    }

    private static void demand(boolean holds, String limit) {
        if (!holds) {
            throw new ProblemException(FormatProblem.ARCHIVE_LIMIT, limit);
        }
    }

    /** Counts the packed bytes. */
    InputStream counting(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                packed += b < 0 ? 0 : 1;
                return b;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = super.read(into, offset, length);
                packed += Math.max(0, read);
                return read;
            }

            @Override
            public long skip(long count) throws IOException {
                long skipped = super.skip(count);
                packed += skipped;
                return skipped;
            }
        };
    }
}
