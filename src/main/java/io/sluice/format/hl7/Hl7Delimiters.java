package io.sluice.format.hl7;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;

/**
 * The delimiters that MSH-1 and MSH-2 declare (HL7 v2.5.1 section 2.5.4). One that the sender leaves out is 0 and never
 * matches: such a message simply has no repetitions, escapes or subcomponents. All are ASCII.
 */
public record Hl7Delimiters(byte field, byte component, byte repetition, byte escape, byte subcomponent) {

    /** {@code |^~\&}. */
    public static final Hl7Delimiters STANDARD =
            new Hl7Delimiters((byte) '|', (byte) '^', (byte) '~', (byte) '\\', (byte) '&');

    Hl7Delimiters withField(byte separator) {
        return new Hl7Delimiters(separator, component, repetition, escape, subcomponent);
    }

    /** MSH-2 made of these delimiters. */
    public String encodingCharacters() {
        byte[] all = {component, repetition, escape, subcomponent};
        int length = 0;
        while (length < all.length && all[length] != 0) {
            length++;
        }
        return new String(all, 0, length, StandardCharsets.US_ASCII);
    }

    /**
     * Reads them from a header segment.
     *
     * @param msh where {@code MSH} stands
     * @throws ProblemException {@link FormatProblem#HL7_NO_DELIMITERS} when MSH-1 or MSH-2 is missing, has a letter,
     *     digit or control character, or names a character twice
     */
    static Hl7Delimiters read(byte[] bytes, int msh) {
        byte field = at(bytes, msh + 3);
        if (!usable(field)) {
            throw new ProblemException(FormatProblem.HL7_NO_DELIMITERS, "MSH-1");
        }
        byte[] found = new byte[5]; // the fifth is the truncation character of HL7 v2.7, which changes nothing here
        int count = 0;
        for (int i = msh + 4; at(bytes, i) != field && !lineEnd(at(bytes, i)); i++, count++) {
            if (count == found.length || !usable(bytes[i]) || contains(found, count, bytes[i])) {
                throw new ProblemException(FormatProblem.HL7_NO_DELIMITERS, "MSH-2");
            }
            found[count] = bytes[i];
        }
        if (count == 0) {
            throw new ProblemException(FormatProblem.HL7_NO_DELIMITERS, "MSH-2");
        }
        return new Hl7Delimiters(field, found[0], found[1], found[2], found[3]);
    }

    private static byte at(byte[] bytes, int index) {
        return index < bytes.length ? bytes[index] : 0;
    }

    private static boolean lineEnd(byte b) {
        return b == '\r' || b == '\n' || b == 0;
    }

    private static boolean usable(byte b) {
        boolean letterOrDigit = b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
        return b > ' ' && b < 127 && b != '"' && !letterOrDigit;
    }

    private static boolean contains(byte[] found, int count, byte b) {
        for (int i = 0; i < count; i++) {
            if (found[i] == b) {
                return true;
            }
        }
        return false;
    }
}
