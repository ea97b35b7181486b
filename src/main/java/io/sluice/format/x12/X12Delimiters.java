package io.sluice.format.x12;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;

/**
 * The four delimiters of an interchange, as its ISA shows them (X12.5): behind the tag, ISA11 (from version 00402 on),
 * ISA16 and the byte behind it.
 *
 * @param element between elements
 * @param repetition between repetitions of an element; 0 when the version has none
 * @param component between the components of a composite
 * @param segment ends a segment
 */
public record X12Delimiters(char element, char repetition, char component, char segment) {

    /** {@code * ^ : ~}. */
    public static final X12Delimiters STANDARD = new X12Delimiters('*', '^', ':', '~');

    /**
     * @param isa an ISA segment with its terminator
     * @throws ProblemException {@link FormatProblem#X12_NO_DELIMITERS} when two are the same, or one may stand in data
     */
    static X12Delimiters of(byte[] isa, int start, int end) {
        char element = at(isa, start + 3);
        int eleventh = start + 3;
        for (int i = 1; i < 11; i++) {
            eleventh = next(isa, eleventh + 1, element);
        }
        int twelfth = next(isa, eleventh + 1, element);
        boolean repeats =
                new String(isa, twelfth + 1, 5, java.nio.charset.StandardCharsets.ISO_8859_1).compareTo("00402") >= 0;
        char repetition = repeats && twelfth == eleventh + 2 ? at(isa, eleventh + 1) : 0;
        if (repetition != 0 && inData(repetition)) {
            repetition = 0; // a sender that still writes U there repeats nothing
        }
        X12Delimiters found = new X12Delimiters(element, repetition, at(isa, end - 2), at(isa, end - 1));
        found.refuseUnusable();
        return found;
    }

    private void refuseUnusable() {
        boolean same = element == component
                || element == segment
                || component == segment
                || repetition == element
                || repetition == component
                || repetition == segment;
        if (same || inData(element) || inData(component) || inData(segment)) {
            throw new ProblemException(FormatProblem.X12_NO_DELIMITERS, "ISA");
        }
    }

    private static boolean inData(char delimiter) {
        return Character.isLetterOrDigit(delimiter) || delimiter == ' ';
    }

    private static int next(byte[] bytes, int from, char wanted) {
        int at = from;
        while (at(bytes, at) != wanted) {
            at++;
        }
        return at;
    }

    private static char at(byte[] bytes, int index) {
        return (char) (bytes[index] & 0xFF);
    }

    /** Whether a text cannot be written as data, since X12 has no escapes. */
    public boolean in(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == element || c == component || c == segment || repetition != 0 && c == repetition) {
                return true;
            }
        }
        return false;
    }
}
