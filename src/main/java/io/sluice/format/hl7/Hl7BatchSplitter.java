package io.sluice.format.hl7;

import io.sluice.format.FormatProblem;
import io.sluice.format.records.ByteWindow;
import io.sluice.format.records.ControlVerdict;
import io.sluice.format.records.Lines;
import io.sluice.format.records.Splitter;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds messages and the segments around them: each begins a line. What it finds is told to {@link Hl7BatchCounts}. */
final class Hl7BatchSplitter implements Splitter {

    /** {@code MSH}, {@code FHS}, {@code BHS}, {@code BTS}, {@code FTS} as their bytes. */
    private static final int MSH = name("MSH");

    private final Hl7BatchCounts counts = new Hl7BatchCounts();

    List<ControlVerdict> verdicts() {
        return counts.verdicts();
    }

    @Override
    public byte[] begin(ByteWindow window) throws IOException {
        Lines.passByteOrderMark(window);
        return new byte[0];
    }

    @Override
    public boolean next(ByteWindow window, Span span) throws IOException {
        int from = 0;
        while (between(window.at(from))) {
            from++;
            if (from == 1 << 12) {
                window.consume(from);
                from = 0;
            }
        }
        window.consume(from);
        if (window.at(0) < 0) {
            counts.end();
            return false;
        }
        String name = segment(window, 0);
        if (name.isEmpty()) {
            throw new ProblemException(FormatProblem.HL7_BATCH_INVALID, "byte " + window.offset() + " of the file");
        }
        int end = name.equals("MSH") ? messageEnd(window) : lineEnd(window, 0);
        span.set(0, end, end);
        span.role = counts.found(name, window, end);
        return true;
    }

    /** Behind the line end of the last segment before the next message or envelope segment. */
    private static int messageEnd(ByteWindow window) throws IOException {
        int at = 0;
        while (true) {
            int end = lineEnd(window, at);
            int next = end;
            while (between(window.at(next))) {
                next++;
            }
            if (window.at(next) < 0 || !segment(window, next).isEmpty()) {
                return end;
            }
            at = next;
        }
    }

    /** Behind the CR, LF or CR LF that ends a line, or the end of the file. */
    private static int lineEnd(ByteWindow window, int from) throws IOException {
        int i = from;
        do {
            byte[] bytes = window.array();
            int start = window.start();
            for (int length = window.length(); i < length; i++) {
                byte b = bytes[start + i];
                if (b == '\n' || b == 0x1C) {
                    return b == 0x1C ? i : i + 1;
                }
                if (b == '\r') {
                    return window.at(i + 1) == '\n' ? i + 2 : i + 1;
                }
            }
        } while (window.more());
        return i;
    }

    /** Line ends, blanks, the frame bytes of MLLP and the end-of-file character of old systems. */
    private static boolean between(int b) {
        return b == '\r' || b == '\n' || b == ' ' || b == '\t' || b == 0x0B || b == 0x1C || b == 0x1A;
    }

    /** The name of the segment that begins here if it is one that begins a record, else empty. */
    private static String segment(ByteWindow window, int at) throws IOException {
        int packed = window.at(at) << 16 | window.at(at + 1) << 8 | window.at(at + 2);
        int separator = window.at(at + 3);
        if (separator >= 0 && Character.isLetterOrDigit(separator)) {
            return "";
        }
        if (packed == MSH) {
            return "MSH";
        }
        for (String name : List.of("FHS", "BHS", "BTS", "FTS")) {
            if (packed == name(name)) {
                return name;
            }
        }
        return "";
    }

    private static int name(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return bytes[0] << 16 | bytes[1] << 8 | bytes[2];
    }
}
