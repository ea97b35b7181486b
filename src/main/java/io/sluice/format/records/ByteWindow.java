package io.sluice.format.records;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a stream in which a record is looked for. It grows to the largest record and no further than the limit.
 * Positions are relative to the first byte that is not consumed. Asking for {@link #more} may move the bytes.
 */
public final class ByteWindow implements Closeable {

    private static final int FIRST = 1 << 16;

    private final InputStream in;
    private final int limit;
    private byte[] bytes;
    private int start;
    private int end;
    private long offset;

    /**
     * @param limit bytes of one record; one that is larger ends the file with {@link FormatProblem#RECORD_TOO_LARGE}
     */
    public ByteWindow(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
        this.bytes = new byte[(int) Math.min(FIRST, limit + 1L)];
    }

    /** Holds the window from {@link #start} on, {@link #length} bytes. */
    public byte[] array() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public int length() {
        return end - start;
    }

    /** The byte at a position that was read, or that can be read; -1 behind the end of the stream. */
    public int at(int position) throws IOException {
        while (position >= end - start) {
            if (!more()) {
                return -1;
            }
        }
        return bytes[start + position] & 0xFF;
    }

    /** Whether the window begins with these bytes, from a position on. */
    public boolean has(int position, byte[] expected) throws IOException {
        for (int i = 0; i < expected.length; i++) {
            if (at(position + i) != (expected[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    /** Where a byte stands first from a position on, reading on as needed; -1 when it stands nowhere. */
    public int find(int from, byte wanted) throws IOException {
        int i = from;
        do {
            byte[] held = bytes;
            int base = start;
            for (int length = end - base; i < length; i++) {
                if (held[base + i] == wanted) {
                    return i;
                }
            }
        } while (more());
        return -1;
    }

    /** Reads on; false at the end of the stream. */
    public boolean more() throws IOException {
        if (end == bytes.length) {
            makeRoom();
        }
        int read = in.read(bytes, end, bytes.length - end);
        if (read < 0) {
            return false;
        }
        end += read;
        return true;
    }

    private void makeRoom() {
        int held = end - start;
        if (held > limit) {
            throw new ProblemException(FormatProblem.RECORD_TOO_LARGE, "byte " + offset + " of the file");
        }
        if (start > 0 && held <= bytes.length / 2 || bytes.length > limit) {
            System.arraycopy(bytes, start, bytes, 0, held);
        } else {
            int size = (int) Math.min(2L * bytes.length, limit + 1L);
            bytes = Arrays.copyOfRange(bytes, start, start + size);
        }
        start = 0;
        end = held;
    }

    /** Goes on behind so many bytes. */
    public void consume(int count) {
        start += count;
        offset += count;
    }

    /** Bytes consumed so far. */
    public long offset() {
        return offset;
    }

    public byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, start + from, start + to);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
