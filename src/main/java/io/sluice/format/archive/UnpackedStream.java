package io.sluice.format.archive;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * One unpacked file. Keeps to the limits, refuses what is an archive again, and tells a broken archive (a
 * {@link ProblemException}) from a broken connection (an {@link IOException}).
 */
final class UnpackedStream extends InputStream {

    /** Longest beginning by which an archive is recognised. */
    private static final int BEGINNING = 6;

    private final InputStream in;
    private final Budget budget;
    private final String name;
    private final boolean owner;
    private final byte[] first = new byte[BEGINNING];
    private int held;
    private int given;
    private boolean begun;
    private long size;

    /** @param owner whether closing closes what it reads from */
    UnpackedStream(InputStream in, Budget budget, String name, boolean owner) {
        this.in = in;
        this.budget = budget;
        this.name = name;
        this.owner = owner;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        begin();
        if (given < held && length > 0) {
            int count = Math.min(length, held - given);
            System.arraycopy(first, given, into, offset, count);
            given += count;
            return count;
        }
        return unpack(into, offset, length);
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            for (int read = 0; read >= 0 && held < BEGINNING; held += Math.max(0, read)) {
                read = unpack(first, held, BEGINNING - held);
            }
            if (archive()) {
                throw new ProblemException(FormatProblem.ARCHIVE_NESTED, name);
            }
        }
    }

    private int unpack(byte[] into, int offset, int length) throws IOException {
        try {
            int read = in.read(into, offset, length);
            if (read > 0) {
                size += read;
                budget.unpacked(read, size);
            }
            return read;
        } catch (ZipException broken) {
            throw new ProblemException(FormatProblem.ARCHIVE_INVALID, name);
        } catch (EOFException cutOff) {
            throw new ProblemException(FormatProblem.FILE_UNFINISHED, name);
        }
    }

    /** Zip, gzip, bzip2, xz, 7z and RAR, by their first bytes. */
    private boolean archive() {
        return begins('P', 'K', 3, 4)
                || begins(0x1F, 0x8B, 8)
                || begins('B', 'Z', 'h') && held == BEGINNING && first[4] == 'A'
                || begins(0xFD, '7', 'z', 'X', 'Z')
                || begins('7', 'z', 0xBC, 0xAF)
                || begins('R', 'a', 'r', '!', 0x1A);
    }

    private boolean begins(int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= held || (first[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        if (owner) {
            in.close();
        }
    }
}
