package io.sluice.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Message control ids (MSH-10), so that a sample can be sent again as a new message. */
public final class ControlIds {

    /** MSH-10 follows this many separators: the first stands right after {@code MSH} and is MSH-1 itself. */
    private static final int SEPARATORS_BEFORE = 9;

    private static final AtomicLong LAST = new AtomicLong(System.currentTimeMillis() * 1000);

    private ControlIds() {}

    /** A control id that was never used before, 12 characters: HL7 before 2.7 has room for 20. */
    public static String fresh() {
        return "S" + Long.toString(LAST.incrementAndGet(), 36).toUpperCase(Locale.ROOT);
    }

    /** The message with another MSH-10 and every other byte as it was; unchanged when its MSH has no MSH-10. */
    public static byte[] replace(byte[] message, String controlId) {
        int start = field(message);
        if (start < 0) {
            return message;
        }
        byte separator = message[header(message) + 3];
        int end = start;
        while (end < message.length && message[end] != separator && message[end] != '\r' && message[end] != '\n') {
            end++;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + controlId.length());
        out.write(message, 0, start);
        out.writeBytes(controlId.getBytes(StandardCharsets.US_ASCII));
        out.write(message, end, message.length - end);
        return out.toByteArray();
    }

    /** Where MSH-10 begins, -1 when there is none. */
    private static int field(byte[] message) {
        int msh = header(message);
        if (msh < 0) {
            return -1;
        }
        byte separator = message[msh + 3];
        int seen = 0;
        for (int i = msh + 3; i < message.length && message[i] != '\r' && message[i] != '\n'; i++) {
            if (message[i] == separator && ++seen == SEPARATORS_BEFORE) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Where the first segment begins, behind a byte order mark or blank lines; -1 when that is not MSH. */
    private static int header(byte[] message) {
        for (int i = 0; i + 3 < message.length && i < 16; i++) {
            if (message[i] == 'M' && message[i + 1] == 'S' && message[i + 2] == 'H') {
                return i;
            }
        }
        return -1;
    }
}
