package io.sluice.send;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** The name of an outgoing file, from the pattern of its endpoint. */
final class FileName {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmmss").withZone(ZoneOffset.UTC);

    private FileName() {}

    /** @param sequence six digits at least, so that names sort as they were made */
    static String of(String pattern, UUID delivery, long sequence, Instant at) {
        return pattern.replace("{sequence}", "%06d".formatted(sequence))
                .replace("{id}", delivery.toString())
                .replace("{date}", DATE.format(at))
                .replace("{time}", TIME.format(at));
    }
}
