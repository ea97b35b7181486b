package io.sluice.receive.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The path of a request as its segments. A path that proxies, frameworks and we might read in different ways is none:
 * matrix parameters (CVE-2026-39852), encoded separators, double encoding, dot segments, empty segments.
 */
final class RequestPath {

    private static final List<String> AMBIGUOUS = List.of(";", "%3b", "%25", "%2f", "%5c", "\\", "%00", "%2e", "%0");

    private RequestPath() {}

    /** @param raw as it came, not decoded, without the query */
    static Optional<List<String>> segments(String raw) {
        if (raw == null || !raw.startsWith("/")) {
            return Optional.empty();
        }
        String lower = raw.toLowerCase(Locale.ROOT);
        if (AMBIGUOUS.stream().anyMatch(lower::contains)) {
            return Optional.empty();
        }
        if (raw.equals("/")) {
            return Optional.of(List.of());
        }
        List<String> segments = new ArrayList<>();
        for (String segment : raw.substring(1).split("/", -1)) {
            Optional<String> decoded = decoded(segment);
            if (decoded.isEmpty() || decoded.get().isEmpty() || decoded.get().matches("\\.+")) {
                return Optional.empty();
            }
            segments.add(decoded.get());
        }
        return Optional.of(segments);
    }

    private static Optional<String> decoded(String segment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c <= ' ' || c > '~') {
                return Optional.empty();
            }
            if (c == '%') {
                if (i + 2 >= segment.length()
                        || !HexFormat.isHexDigit(segment.charAt(i + 1))
                        || !HexFormat.isHexDigit(segment.charAt(i + 2))) {
                    return Optional.empty();
                }
                bytes.write(HexFormat.fromHexDigits(segment, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            return text.chars().anyMatch(Character::isISOControl) ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
