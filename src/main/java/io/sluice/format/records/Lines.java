package io.sluice.format.records;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.io.IOException;

/**
 * Records that are lines: ended by LF or CR LF, the last one by the end of the file too; lines of nothing but spaces
 * are passed over. For charsets in which these bytes are always these characters.
 */
public final class Lines implements Splitter {

    private static final byte[] UTF_8 = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] NOTHING = {};

    @Override
    public byte[] begin(ByteWindow window) throws IOException {
        passByteOrderMark(window);
        return NOTHING;
    }

    /** @throws ProblemException {@link FormatProblem#ENCODING_INVALID} when the file is UTF-16 or UTF-32 */
    public static void passByteOrderMark(ByteWindow window) throws IOException {
        int first = window.at(0);
        int second = window.at(1);
        boolean marked = first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE;
        boolean unmarked = (first == 0) != (second == 0)
                && (window.at(2) == 0) == (first == 0)
                && (window.at(3) == 0) == (second == 0);
        if (marked || unmarked) {
            throw new ProblemException(FormatProblem.ENCODING_INVALID, "byte 0 of the file");
        }
        if (window.has(0, UTF_8)) {
            window.consume(UTF_8.length);
        }
    }

    @Override
    public boolean next(ByteWindow window, Span span) throws IOException {
        while (true) {
            int found = window.find(0, (byte) '\n');
            boolean terminated = found >= 0;
            int end = terminated ? found : window.length();
            int to = end;
            if (to > 0 && window.at(to - 1) == '\r') {
                to--;
            }
            if (!blank(window, to)) {
                span.set(0, to, terminated ? end + 1 : end);
                return true;
            }
            window.consume(terminated ? end + 1 : end);
            if (!terminated) {
                return false;
            }
        }
    }

    private static boolean blank(ByteWindow window, int to) {
        byte[] bytes = window.array();
        for (int i = window.start(), end = i + to; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != 0x1A) {
                return false;
            }
        }
        return true;
    }
}
