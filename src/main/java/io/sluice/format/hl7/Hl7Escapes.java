package io.sluice.format.hl7;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.nio.charset.Charset;

/**
 * Escape sequences of text (HL7 v2.5.1 section 2.7). What is not understood stays as it stands, so that nothing of a
 * message is lost by reading it.
 */
public final class Hl7Escapes {

    private static final char NEW_LINE = '\n';

    private Hl7Escapes() {}

    /**
     * Text without escape sequences: the delimiters, {@code \Xhh..\} as bytes of the charset, {@code \.br\} and
     * {@code \.sp\} as a line feed; highlighting is dropped.
     */
    public static String unescape(String text, Hl7Delimiters delimiters, Charset charset) {
        char escape = (char) delimiters.escape();
        int open = escape == 0 ? -1 : text.indexOf(escape);
        if (open < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int done = 0;
        while (open >= 0) {
            int close = text.indexOf(escape, open + 1);
            String meaning = close < 0 ? null : meaning(text.substring(open + 1, close), delimiters, charset);
            if (meaning == null) {
                plain.append(text, done, open + 1);
                done = open + 1;
            } else {
                plain.append(text, done, open).append(meaning);
                done = close + 1;
            }
            open = text.indexOf(escape, done);
        }
        return plain.append(text, done, text.length()).toString();
    }

    private static String meaning(String sequence, Hl7Delimiters delimiters, Charset charset) {
        return switch (sequence) {
            case "F" -> String.valueOf((char) delimiters.field());
            case "S" -> String.valueOf((char) delimiters.component());
            case "R" -> String.valueOf((char) delimiters.repetition());
            case "E" -> String.valueOf((char) delimiters.escape());
            case "T" -> String.valueOf((char) delimiters.subcomponent());
            case "P" -> "#";
            case "H", "N" -> "";
            case ".br", ".sp" -> String.valueOf(NEW_LINE);
            default -> sequence.startsWith("X") ? hexadecimal(sequence.substring(1), charset) : null;
        };
    }

    private static String hexadecimal(String digits, Charset charset) {
        if (digits.isEmpty() || digits.length() % 2 != 0) {
            return null;
        }
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(digits.charAt(2 * i), 16);
            int low = Character.digit(digits.charAt(2 * i + 1), 16);
            if (high < 0 || low < 0) {
                return null;
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        return new String(bytes, charset);
    }

    /**
     * Text as it may stand in a subcomponent: delimiters escaped, line ends as {@code \.br\}, other control characters
     * as {@code \Xhh\}.
     *
     * @throws ProblemException {@link FormatProblem#CHARSET_CANNOT_ENCODE} when the text needs an escape and the
     *     message declares no escape character
     */
    public static String escape(String text, Hl7Delimiters delimiters) {
        StringBuilder escaped = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String sequence = sequence(text, i, delimiters);
            if (sequence == null) {
                if (escaped != null) {
                    escaped.append(c);
                }
                continue;
            }
            if (delimiters.escape() == 0) {
                throw new ProblemException(FormatProblem.CHARSET_CANNOT_ENCODE, "a text with delimiters");
            }
            if (escaped == null) {
                escaped = new StringBuilder(text.length() + 8).append(text, 0, i);
            }
            char mark = (char) delimiters.escape();
            escaped.append(mark).append(sequence).append(mark);
            if (c == '\r' && sequence.equals(".br")) {
                i++; // a CR LF pair is one line end
            }
        }
        return escaped == null ? text : escaped.toString();
    }

    private static String sequence(String text, int i, Hl7Delimiters delimiters) {
        char c = text.charAt(i);
        if (c < ' ') {
            boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == NEW_LINE;
            return c == NEW_LINE || pair ? ".br" : String.format("X%02X", (int) c);
        }
        if (c == '"' && text.equals("\"\"")) {
            return "X22"; // otherwise the text would read as "delete the value"
        }
        if (c > 126) {
            return null;
        }
        byte b = (byte) c;
        if (b == delimiters.field()) {
            return "F";
        } else if (b == delimiters.component()) {
            return "S";
        } else if (b == delimiters.repetition()) {
            return "R";
        } else if (b == delimiters.escape()) {
            return "E";
        }
        return b == delimiters.subcomponent() ? "T" : null;
    }

    /**
     * Escaped text as bytes.
     *
     * @throws ProblemException {@link FormatProblem#CHARSET_CANNOT_ENCODE} rather than a question mark in a patient's
     *     name
     */
    static byte[] encode(String text, Hl7Delimiters delimiters, Charset charset) {
        String escaped = escape(text, delimiters);
        if (!charset.newEncoder().canEncode(escaped)) {
            throw new ProblemException(FormatProblem.CHARSET_CANNOT_ENCODE, "charset " + charset.name());
        }
        return escaped.getBytes(charset);
    }
}
