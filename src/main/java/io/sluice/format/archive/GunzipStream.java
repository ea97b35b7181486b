package io.sluice.format.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads gzip (RFC 1952), all its members. The JDK's own stream passes over what follows the first member when that
 * cannot be read, which would lose the rest of a file in silence; here it is an error. Zeros behind the last member are
 * padding.
 */
final class GunzipStream extends InputStream {

    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[1 << 14];
    private int at;
    private int end;
    private boolean inside;
    private boolean any;

    GunzipStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (length > 0) {
            if (!inside && !header()) {
                return -1;
            }
            int count = inflate(into, offset, length);
            if (count > 0) {
                crc.update(into, offset, count);
                return count;
            }
        }
        return 0;
    }

    /** Some bytes; 0 at the end of a member. */
    private int inflate(byte[] into, int offset, int length) throws IOException {
        try {
            while (true) {
                int count = inflater.inflate(into, offset, length);
                if (count > 0) {
                    return count;
                }
                if (inflater.finished()) {
                    trailer();
                    return 0;
                }
                if (inflater.needsDictionary()) {
                    throw new ZipException("dictionary");
                }
                if (!fill()) {
                    throw new EOFException();
                }
                inflater.setInput(buffer, 0, end);
                at = end;
            }
        } catch (DataFormatException broken) {
            throw new ZipException("deflated data");
        }
    }

    /** False at the end of the file. */
    private boolean header() throws IOException {
        int first = next();
        while (any && first == 0) {
            first = next();
        }
        if (first < 0) {
            if (!any) {
                throw new EOFException();
            }
            return false;
        }
        demand(first == 0x1F && demanded() == 0x8B && demanded() == 8);
        int flags = demanded();
        demand((flags & 0xE0) == 0);
        pass(6);
        if ((flags & EXTRA) != 0) {
            pass(demanded() | demanded() << 8);
        }
        for (int text : new int[] {NAME, COMMENT}) {
            while ((flags & text) != 0 && demanded() != 0) {
                // up to the zero that ends it
            }
        }
        if ((flags & HEADER_CRC) != 0) {
            pass(2);
        }
        inflater.reset();
        inflater.setInput(buffer, at, end - at);
        at = end;
        crc.reset();
        any = true;
        inside = true;
        return true;
    }

    private void trailer() throws IOException {
        at = end - inflater.getRemaining();
        long sum = little() | (long) little() << 16;
        long size = little() | (long) little() << 16;
        demand(sum == crc.getValue() && size == (inflater.getBytesWritten() & 0xFFFFFFFFL));
        inside = false;
    }

    private int little() throws IOException {
        return demanded() | demanded() << 8;
    }

    private void pass(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            demanded();
        }
    }

    private int demanded() throws IOException {
        int b = next();
        if (b < 0) {
            throw new EOFException();
        }
        return b;
    }

    private int next() throws IOException {
        return at < end || fill() ? buffer[at++] & 0xFF : -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private static void demand(boolean holds) throws ZipException {
        if (!holds) {
            throw new ZipException("not gzip");
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
