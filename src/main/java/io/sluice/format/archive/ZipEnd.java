package io.sluice.format.archive;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Remembers the last bytes of a zip file, in which its central directory must end (APPNOTE 4.3.16). Files are read one
 * after the other from their own headers, which look whole too when the rest of the archive is missing.
 */
final class ZipEnd extends FilterInputStream {

    /** The record without its comment, and the longest comment. */
    private static final int RECORD = 22;

    private static final int KEPT = 1 << 17;
    private static final int UNKNOWN = 0xFFFF;

    private final byte[] ring = new byte[KEPT];
    private long count;

    ZipEnd(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        for (int i = Math.max(0, read - KEPT); i < read; i++) {
            ring[(int) ((count + i) % KEPT)] = into[offset + i];
        }
        count += Math.max(0, read);
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(bytes, 1 << 13)]));
    }

    /**
     * Reads to the end and compares the number of entries with that of the central directory.
     *
     * @throws ProblemException {@link FormatProblem#FILE_UNFINISHED} without such an end; {@link
     *     FormatProblem#ARCHIVE_INVALID} when the numbers differ, or when there was nothing of an archive at all
     */
    void check(int entries) throws IOException {
        byte[] rest = new byte[1 << 13];
        while (read(rest, 0, rest.length) >= 0) {
            // up to the end
        }
        for (long at = count - RECORD; at >= Math.max(0, count - KEPT); at--) {
            if (byteAt(at) == 'P' && byteAt(at + 1) == 'K' && byteAt(at + 2) == 5 && byteAt(at + 3) == 6) {
                int stated = byteAt(at + 10) | byteAt(at + 11) << 8;
                if (stated != entries && stated != UNKNOWN) {
                    throw new ProblemException(FormatProblem.ARCHIVE_INVALID, "the number of entries");
                }
                return;
            }
        }
        FormatProblem problem = entries == 0 ? FormatProblem.ARCHIVE_INVALID : FormatProblem.FILE_UNFINISHED;
        throw new ProblemException(problem, "the end of the archive");
    }

    private int byteAt(long position) {
        return ring[(int) (position % KEPT)] & 0xFF;
    }
}
