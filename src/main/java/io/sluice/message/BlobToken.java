package io.sluice.message;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What stands in a message in the place of a large part that is kept aside: letters and digits only, so that no format
 * has to escape it, and of one length. Whoever sends the message puts the part back in its place.
 *
 * <p>It proves nothing by itself: the id is a keyed hash that is looked up among the parts of the same message, and a
 * token that names none of them is plain text.
 *
 * @param id keyed hash of the part
 * @param size bytes of the part as it stands in the message
 * @param kind one letter, see {@link #type}
 * @param sha256 of these bytes, 64 hexadecimal digits
 */
public record BlobToken(UUID id, long size, char kind, String sha256) {

    private static final String MARK = "SLUICEBLOB";
    private static final byte[] MARK_BYTES = MARK.getBytes(StandardCharsets.US_ASCII);
    private static final int ID = MARK.length();
    private static final int SHA256 = ID + 32;
    private static final int KIND = SHA256 + 64;
    private static final int SIZE = KIND + 1;

    /** Of every token. */
    public static final int LENGTH = SIZE + 12;

    private static final HexFormat HEX = HexFormat.of();

    public String text() {
        return MARK
                + HEX.toHexDigits(id.getMostSignificantBits())
                + HEX.toHexDigits(id.getLeastSignificantBits())
                + sha256
                + kind
                + "%012d".formatted(size);
    }

    /** Media type of what the part holds in base64, as far as its beginning tells. */
    public String type() {
        return switch (kind) {
            case 'p' -> "application/pdf";
            case 'j' -> "image/jpeg";
            case 'n' -> "image/png";
            case 't' -> "image/tiff";
            case 'z' -> "application/zip";
            case 'r' -> "application/rtf";
            default -> "application/octet-stream";
        };
    }

    /** The letter for a part in base64, by its beginning. */
    public static char kind(String beginning) {
        if (beginning.startsWith("JVBERi")) {
            return 'p';
        } else if (beginning.startsWith("/9j/")) {
            return 'j';
        } else if (beginning.startsWith("iVBORw")) {
            return 'n';
        } else if (beginning.startsWith("SUkq") || beginning.startsWith("TU0A")) {
            return 't';
        } else if (beginning.startsWith("UEsDB")) {
            return 'z';
        } else if (beginning.startsWith("e1xydGY")) {
            return 'r';
        }
        return 'o';
    }

    /** When the whole text is one. */
    public static Optional<BlobToken> of(String text) {
        return text.length() == LENGTH && text.startsWith(MARK) ? read(text) : Optional.empty();
    }

    /** Where the next one begins, -1 when there is none. */
    public static int next(byte[] bytes, int from) {
        int last = bytes.length - LENGTH;
        for (int at = from; at <= last; at++) {
            if (bytes[at] == 'S' && marked(bytes, at)) {
                return at;
            }
        }
        return -1;
    }

    /** That begins at this place. */
    public static Optional<BlobToken> at(byte[] bytes, int place) {
        return read(new String(bytes, place, LENGTH, StandardCharsets.ISO_8859_1));
    }

    /** What mappings see: {@code {blob, type, size, sha256}}; the text itself when it is no token. */
    public static Object view(String text) {
        Optional<BlobToken> token = of(text);
        if (token.isEmpty()) {
            return text;
        }
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("blob", text);
        view.put("type", token.get().type());
        view.put("size", token.get().size());
        view.put("sha256", token.get().sha256());
        return view;
    }

    private static boolean marked(byte[] bytes, int at) {
        for (int i = 1; i < MARK_BYTES.length; i++) {
            if (bytes[at + i] != MARK_BYTES[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<BlobToken> read(String text) {
        try {
            var id = new UUID(
                    HexFormat.fromHexDigitsToLong(text, ID, ID + 16),
                    HexFormat.fromHexDigitsToLong(text, ID + 16, SHA256));
            HEX.parseHex(text, SHA256, KIND);
            long size = Long.parseLong(text, SIZE, LENGTH, 10);
            return Optional.of(new BlobToken(id, size, text.charAt(KIND), text.substring(SHA256, KIND)));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
