package io.sluice.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the large parts of a message, whatever its format: runs of the letters of base64 (RFC 4648 section 4) of 64 KiB
 * and more. Such a run holds no delimiter, quote or escape of HL7, JSON, XML, CSV or X12, so that a word of letters and
 * digits may stand in its place and the message is read as before. Where a message declares one of these letters as its
 * delimiter, nothing is cut.
 */
final class BlobCut {

    /** Below this, a part costs less where it stands. */
    static final int LEAST = 64 * 1024;

    private static final boolean[] LETTER = new boolean[256];

    static {
        for (char c = 'A'; c <= 'Z'; c++) {
            LETTER[c] = true;
            LETTER[c + 'a' - 'A'] = true;
        }
        for (char c = '0'; c <= '9'; c++) {
            LETTER[c] = true;
        }
        LETTER['+'] = true;
        LETTER['/'] = true;
        LETTER['='] = true;
    }

    private BlobCut() {}

    /** From (included) until (excluded). */
    record Part(int from, int until) {}

    /** In the order of the message; none for nearly all messages, at the price of a look at every 64 KiB-th byte. */
    static List<Part> parts(byte[] bytes) {
        if (bytes.length < LEAST || delimiterAmongLetters(bytes)) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        int at = LEAST - 1;
        int free = 0; // nothing before it can belong to another part
        while (at < bytes.length) {
            if (!letter(bytes[at])) {
                at += LEAST;
                continue;
            }
            int from = at;
            while (from > free && letter(bytes[from - 1])) {
                from--;
            }
            int until = at + 1;
            while (until < bytes.length && letter(bytes[until])) {
                until++;
            }
            if (from > 0 && bytes[from - 1] < 0) {
                from++; // it may be the second half of a character of two bytes
            }
            if (until - from >= LEAST && !number(bytes, from)) {
                parts.add(new Part(from, until));
            }
            free = until;
            at = until + LEAST - 1;
        }
        return parts;
    }

    private static boolean letter(byte b) {
        return LETTER[b & 0xFF];
    }

    /** A number of JSON stands without quotes; a word in its place would not be JSON. */
    private static boolean number(byte[] bytes, int from) {
        for (int i = from; i < from + 64; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean delimiterAmongLetters(byte[] bytes) {
        int start = 0;
        while (start < 16 && (bytes[start] <= ' ')) {
            start++; // a byte-order mark or white space before MSH
        }
        if (bytes[start] == 'M' && bytes[start + 1] == 'S' && bytes[start + 2] == 'H') {
            return anyLetter(bytes, start + 3, start + 8);
        }
        if (bytes[start] == 'I' && bytes[start + 1] == 'S' && bytes[start + 2] == 'A') {
            return anyLetter(bytes, start + 3, start + 4) || anyLetter(bytes, start + 104, start + 106);
        }
        return false;
    }

    private static boolean anyLetter(byte[] bytes, int from, int until) {
        for (int i = from; i < until; i++) {
            if (letter(bytes[i])) {
                return true;
            }
        }
        return false;
    }
}
