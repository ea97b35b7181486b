package io.sluice.format.hl7;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.util.Arrays;

/**
 * Where the segments of a message are. A segment begins after any mix of CR and LF with three capitals or digits and
 * the field separator (or nothing); a line that does not belongs to the field before it, as senders put bare line feeds
 * into notes.
 */
final class Hl7Lines {

    private static final byte[] UTF_8_BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final byte[] bytes;
    private long[] ranges = new long[16];
    private int count;
    private boolean lineFeeds;
    private boolean continued;

    private Hl7Lines(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Where {@code MSH} stands: at the start, after a byte-order mark or white space.
     *
     * @throws ProblemException {@link FormatProblem#HL7_NO_MSH}
     */
    static int findHeader(byte[] bytes) {
        int at = byteOrderMark(bytes) ? UTF_8_BOM.length : 0;
        while (at < bytes.length && bytes[at] >= 0 && bytes[at] <= ' ') {
            at++;
        }
        if (at + 3 > bytes.length || bytes[at] != 'M' || bytes[at + 1] != 'S' || bytes[at + 2] != 'H') {
            throw new ProblemException(FormatProblem.HL7_NO_MSH, "the first segment");
        }
        return at;
    }

    static boolean byteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && Arrays.equals(bytes, 0, 3, UTF_8_BOM, 0, 3);
    }

    static Hl7Lines scan(byte[] bytes, int msh, byte separator) {
        Hl7Lines lines = new Hl7Lines(bytes);
        int start = msh;
        int lastEnd = msh;
        for (int i = msh; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b != '\r' && b != '\n') {
                continue;
            }
            lines.lineFeeds |= b == '\n';
            lastEnd = i;
            int next = i + 1;
            while (next < bytes.length && (bytes[next] == '\r' || bytes[next] == '\n')) {
                lines.lineFeeds |= bytes[next] == '\n';
                next++;
            }
            if (next == bytes.length) {
                lines.add(start, lastEnd);
                return lines;
            }
            if (segmentAt(bytes, next, separator)) {
                lines.add(start, lastEnd);
                start = next;
            } else {
                lines.continued = true;
            }
            i = next - 1;
        }
        lines.add(start, bytes.length);
        return lines;
    }

    private static boolean segmentAt(byte[] bytes, int at, byte separator) {
        if (at + 3 > bytes.length || !capital(bytes[at]) || !nameByte(bytes[at + 1]) || !nameByte(bytes[at + 2])) {
            return false;
        }
        return at + 3 == bytes.length || bytes[at + 3] == separator || bytes[at + 3] == '\r' || bytes[at + 3] == '\n';
    }

    private static boolean capital(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    private static boolean nameByte(byte b) {
        return capital(b) || b >= '0' && b <= '9';
    }

    private void add(int start, int end) {
        if (count == ranges.length) {
            ranges = Arrays.copyOf(ranges, count * 2);
        }
        ranges[count++] = Hl7Ranges.range(start, end);
    }

    int count() {
        return count;
    }

    long range(int line) {
        return ranges[line];
    }

    /** Whether a byte-order mark stands before the message. */
    boolean byteOrderMark() {
        return byteOrderMark(bytes);
    }

    /** Whether segments end with LF or CR LF instead of CR. */
    boolean lineFeeds() {
        return lineFeeds;
    }

    /** Whether a field holds a line end. */
    boolean continued() {
        return continued;
    }
}
