package io.sluice.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Identifiers: UUIDv7 for what arrives, UUIDv5 for what is derived from it (RFC 9562 sections 5.5 and 5.7). */
public final class Ids {

    /** Namespace of all derived ids. */
    public static final UUID NAMESPACE = UUID.fromString("6d1f0a52-5b0e-5c8e-9a55-9d2c1f3b7e10");

    // Milliseconds shifted by 12 bits plus a counter, so that ids of one engine never go backwards within a
    // millisecond.
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    /** A new UUIDv7 at the given time, greater than every one made before by this engine. */
    public static UUID v7(Instant at) {
        long candidate = at.toEpochMilli() << 12;
        long tick = LAST.updateAndGet(last -> Math.max(last + 1, candidate));
        long high = ((tick >>> 12) << 16) | 0x7000L | (tick & 0xFFFL);
        long low = (ThreadLocalRandom.current().nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** The time in a UUIDv7, to the millisecond. */
    public static Instant time(UUID v7) {
        return Instant.ofEpochMilli(v7.getMostSignificantBits() >>> 16);
    }

    /** The UTC day of a message's UUIDv7: the ledger's partition of everything about that message. */
    public static LocalDate day(UUID messageId) {
        return LocalDate.ofInstant(time(messageId), ZoneOffset.UTC);
    }

    /**
     * UUIDv5 of the parts, joined by an unambiguous separator. Same parts, same id, on every node and in every year.
     */
    public static UUID v5(Object... parts) {
        StringBuilder name = new StringBuilder();
        for (Object part : parts) {
            String text = String.valueOf(part);
            name.append(text.length()).append(':').append(text).append('|');
        }
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.toString().getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x5000L;
            long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1 (java.security.MessageDigest)", e);
        }
    }
}
