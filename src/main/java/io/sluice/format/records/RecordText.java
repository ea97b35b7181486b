package io.sluice.format.records;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Between bytes and text without replacement: what a charset cannot say is refused, never turned into a question mark.
 */
public final class RecordText {

    private RecordText() {}

    /**
     * The charset of a file whose records are found by ASCII bytes.
     *
     * @throws ProblemException {@link FormatProblem#LAYOUT_INVALID} for an unknown one, and for those in which such a
     *     byte may be half of a character (UTF-16, Shift-JIS, Big5, GB 18030, EBCDIC)
     */
    public static Charset charset(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        boolean transparent = upper.equals("UTF-8")
                || upper.equals("US-ASCII")
                || upper.startsWith("ISO-8859-")
                || upper.startsWith("WINDOWS-125");
        if (!transparent) {
            throw new ProblemException(FormatProblem.LAYOUT_INVALID, "records.encoding");
        }
        return any(name);
    }

    /** Any charset of the JDK, for files whose records have a fixed length in bytes. */
    public static Charset any(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw new ProblemException(FormatProblem.LAYOUT_INVALID, "records.encoding");
        }
    }

    /** @throws ProblemException {@link FormatProblem#ENCODING_INVALID} with the byte of the record */
    public static String decode(byte[] bytes, int from, int to, Charset charset) {
        if (ascii(bytes, from, to)) {
            // The JDK copies these bytes as they are; EBCDIC does not take this path, as its letters lie above 127.
            return new String(bytes, from, to - from, charset);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(in)
                    .toString();
        } catch (CharacterCodingException notThisCharset) {
            throw new ProblemException(FormatProblem.ENCODING_INVALID, "byte " + in.position() + " of the record");
        }
    }

    /** @throws ProblemException {@link FormatProblem#CHARSET_CANNOT_ENCODE} */
    public static byte[] encode(String text, Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8) && text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text.getBytes(charset);
        }
        try {
            ByteBuffer out = charset.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[out.remaining()];
            out.get(bytes);
            return bytes;
        } catch (CharacterCodingException cannot) {
            throw new ProblemException(FormatProblem.CHARSET_CANNOT_ENCODE, charset.name());
        }
    }

    private static boolean ascii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
