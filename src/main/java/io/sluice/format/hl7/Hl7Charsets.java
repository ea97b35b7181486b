package io.sluice.format.hl7;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Character sets of MSH-18 (HL7 table 0211). Only those in which a byte below 128 is always that ASCII character are
 * read as declared: in the others (UTF-16, Shift-JIS, Big5, GB 18030) a delimiter byte may be half of a character.
 */
public final class Hl7Charsets {

    private Hl7Charsets() {}

    /** The charset of an MSH-18 value; empty when it is unknown or not ASCII-transparent. Lenient in spelling. */
    public static Optional<Charset> of(String declared) {
        if (declared.isEmpty()) {
            return Optional.empty();
        }
        if (declared.equals("UNICODE UTF-8")) { // the usual one, asked for with every message
            return Optional.of(StandardCharsets.UTF_8);
        }
        String name = declared.trim()
                .toUpperCase(Locale.ROOT)
                .replace('_', ' ')
                .replace('-', ' ')
                .replace('/', ' ');
        return Optional.ofNullable(
                switch (name) {
                    case "ASCII", "US ASCII", "ISO IR6" -> StandardCharsets.US_ASCII;
                    case "UNICODE UTF 8", "UTF 8", "UTF8", "UNICODE" -> StandardCharsets.UTF_8;
                    case "8859 1", "ISO 8859 1", "ISO IR100", "LATIN1", "ISO8859 1" -> StandardCharsets.ISO_8859_1;
                    case "8859 2", "8859 3", "8859 4", "8859 5", "8859 6", "8859 7", "8859 8", "8859 9", "8859 15" ->
                        jdk("ISO-8859-" + name.substring(5));
                    case "ISO 8859 2", "ISO 8859 9", "ISO 8859 15" -> jdk("ISO-8859-" + name.substring(9));
                    case "WINDOWS 1252", "CP1252" -> jdk("windows-1252");
                    case "KS X 1001" -> jdk("EUC-KR");
                    default -> null;
                });
    }

    /** The MSH-18 value of a charset. */
    public static String name(Charset charset) {
        String name = charset.name();
        if (name.startsWith("ISO-8859-")) {
            return name.substring(4).replace('-', '/');
        }
        return switch (name) {
            case "UTF-8" -> "UNICODE UTF-8";
            case "US-ASCII" -> "ASCII";
            case "EUC-KR" -> "KS X 1001";
            default -> name;
        };
    }

    private static Charset jdk(String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : null;
    }

    private static final int PIECE = 8192;

    static boolean ascii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    static boolean valid(byte[] bytes, Charset charset) {
        // Piece by piece: the text of a message of 20 MB would take 40 MB, and nobody wants it here.
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(Math.min(bytes.length + 1, PIECE));
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        return result.isUnderflow();
    }
}
