package io.sluice.send;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** The name of an outgoing file, from the pattern of its endpoint. */
final class FileName {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

    private FileName() {}

    /**
     * @param id of the delivery, or of the batch
     * @param sequence six digits at least, so that names sort as they were made
     */
    static String of(String pattern, UUID id, long sequence, Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return pattern.replace("{sequence}", "%06d".formatted(sequence))
                .replace("{id}", id.toString())
                .replace("{date}", DATE.format(local))
                .replace("{time}", TIME.format(local));
    }
}
