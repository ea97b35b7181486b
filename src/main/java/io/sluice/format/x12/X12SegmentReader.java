package io.sluice.format.x12;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The segments of a file in their order, in memory that depends on the largest segment only. Each ISA shows its own
 * delimiters; a byte-order mark before the first and line breaks between segments belong to no segment's content.
 */
public final class X12SegmentReader implements Closeable {

    /** Far above any real segment; a file without terminators would otherwise be one. */
    static final int LIMIT = 1 << 20;

    /** ISA has 106 bytes; one whose elements are not padded has fewer, one that is padded too far more. */
    private static final int ISA_LIMIT = 256;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;
    private byte[] segment = new byte[512];
    private int length;
    private long offset;
    private X12Delimiters delimiters;

    public X12SegmentReader(InputStream in) {
        this.in = in;
    }

    /**
     * @return empty at the end of the file
     * @throws ProblemException {@link FormatProblem#X12_NO_ISA}, {@link FormatProblem#X12_NO_DELIMITERS} or
     *     {@link FormatProblem#X12_SEGMENT_LIMIT}
     */
    public Optional<X12Segment> next() throws IOException {
        length = 0;
        int begin = breaks();
        if (begin < 0) {
            return Optional.empty();
        }
        if (delimiters == null) {
            return Optional.of(isa(begin));
        }
        int end = -1;
        for (int b = read(); b >= 0; b = read()) {
            keep(b);
            if (b == delimiters.segment()) {
                end = length - 1;
                break;
            }
            if (length > LIMIT) {
                throw new ProblemException(FormatProblem.X12_SEGMENT_LIMIT, "byte " + offset);
            }
        }
        X12Segment found = found(begin, end < 0 ? length : end);
        if (found.is("IEA")) {
            delimiters = null;
        }
        return Optional.of(found);
    }

    /**
     * Passes over line breaks, and at the beginning a byte-order mark; where the content begins, -1 at the end of the
     * file.
     */
    private int breaks() throws IOException {
        for (int b = read(); b >= 0; b = read()) {
            boolean mark = delimiters == null && (b == 0xEF || b == 0xBB || b == 0xBF);
            boolean blank = delimiters == null && (b == ' ' || b == '\t' || b == 0 || b == 0x1A);
            boolean terminator = delimiters != null && b == delimiters.segment();
            if (!mark && !blank && (terminator || b != '\r' && b != '\n')) {
                at--;
                return length;
            }
            keep(b);
            if (length > LIMIT) {
                throw new ProblemException(FormatProblem.X12_SEGMENT_LIMIT, "byte " + offset);
            }
        }
        return -1;
    }

    private X12Segment isa(int begin) throws IOException {
        int element = -1;
        int separators = 0;
        while (separators < 16) {
            int b = read();
            keep(b);
            int position = length - begin;
            boolean wrong = b < 0 || position <= 3 && b != "ISA".charAt(position - 1) || position > ISA_LIMIT;
            if (wrong) {
                throw new ProblemException(FormatProblem.X12_NO_ISA, "byte " + (offset + begin));
            }
            element = position == 4 ? b : element;
            separators += b == element ? 1 : 0;
        }
        for (int i = 0; i < 2; i++) {
            int b = read();
            if (b < 0) {
                throw new ProblemException(FormatProblem.X12_NO_ISA, "byte " + (offset + begin));
            }
            keep(b);
        }
        delimiters = X12Delimiters.of(segment, begin, length);
        return found(begin, length - 1);
    }

    private X12Segment found(int begin, int end) {
        X12Segment found = new X12Segment(Arrays.copyOf(segment, length), begin, end, offset, delimiters);
        offset += length;
        return found;
    }

    private int read() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(in.read(buffer), 0);
            if (filled == 0) {
                return -1;
            }
        }
        return buffer[at++] & 0xFF;
    }

    private void keep(int b) {
        if (length == segment.length) {
            segment = Arrays.copyOf(segment, length * 2);
        }
        segment[length++] = (byte) b;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
