package io.sluice.ledger;

import io.sluice.message.Ids;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Bodies, as they lie in the table {@code payload}: compressed where that helps, then sealed in the context of their id
 * and kind, so that a sealed body moved to another row does not open.
 */
final class Payloads {

    /** The original bytes of a message; id: the message. */
    static final short ORIGINAL = 0;

    /** The data of an event; id: the event. */
    static final short EVENT = 1;

    /** What is sent; id: the delivery. */
    static final short REQUEST = 2;

    /** What an attempt was answered; id: {@code attempt.response_id}. */
    static final short RESPONSE = 3;

    /** What a person gave in place of the original or the event; id: the run that works on it. */
    static final short FIXED = 4;

    /** What the transport let through beside the bytes; id: the message. */
    static final short HEADERS = 5;

    /** What a run answered to a caller who waits; id: the run. */
    static final short ANSWER = 6;

    private final Keyring keyring;

    Payloads(Keyring keyring) {
        this.keyring = keyring;
    }

    /** What is to be stored for these bytes. */
    byte[] seal(byte[] body, UUID id, short kind) {
        return keyring.seal(Compression.pack(body), context(id, kind));
    }

    /** The bytes again. */
    byte[] open(byte[] stored, UUID id, short kind) {
        return Compression.unpack(keyring.open(stored, context(id, kind)));
    }

    /** Reads one body; empty when there is none. */
    Optional<byte[]> read(Connection connection, UUID messageId, UUID id, short kind) throws SQLException {
        return Query.of("select content from payload where day = ? and message_id = ?", Ids.day(messageId), messageId)
                .add("and id = ? and kind = ?", id, kind)
                .first(connection, row -> open(row.getBytes(1), id, kind));
    }

    private static byte[] context(UUID id, short kind) {
        return ByteBuffer.allocate(2 * Long.BYTES + Short.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putShort(kind)
                .array();
    }
}
