package io.sluice.ledger;

import io.sluice.message.BlobToken;
import io.sluice.message.Ids;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Large parts in the table {@code blob}: in pieces, each compressed and sealed in the context of its part and place, so
 * that nobody has to hold a whole part to read or write it. They are committed with their message and leave with its
 * day.
 */
final class BlobRows {

    /** Small enough that the collector can move it; larger arrays take whole regions of the heap. */
    static final int PIECE = 256 * 1024;

    private static final String INSERT = """
            insert into blob_{day} (day, message_id, id, n, content) values ({date}, ?, ?, ?, ?)
            on conflict do nothing""";

    private final Keyring keyring;

    BlobRows(Keyring keyring) {
        this.keyring = keyring;
    }

    /** A part on its way into the table. */
    record Blob(UUID messageId, BlobToken token, List<byte[]> pieces) {}

    Blob seal(UUID messageId, BlobToken token, byte[] bytes, BlobCut.Part part) {
        List<byte[]> pieces = new ArrayList<>();
        for (int from = part.from(); from < part.until(); from += PIECE) {
            byte[] piece = java.util.Arrays.copyOfRange(bytes, from, Math.min(part.until(), from + PIECE));
            pieces.add(keyring.seal(Compression.pack(piece), context(token.id(), pieces.size())));
        }
        return new Blob(messageId, token, pieces);
    }

    /** Each piece is a parameter of its own: an array of them would be copied once more. */
    static void insert(Script script, Day day, List<Blob> blobs) {
        if (!blobs.isEmpty()) {
            script.forgotten();
        }
        for (Blob blob : blobs) {
            for (int n = 0; n < blob.pieces().size(); n++) {
                script.run(
                        day.sql(INSERT),
                        blob.messageId(),
                        blob.token().id(),
                        n,
                        blob.pieces().get(n));
            }
        }
    }

    /** The n-th piece, from 0; empty when the message has no such part, or the part no more pieces. */
    Optional<byte[]> piece(Connection connection, UUID messageId, UUID id, int n) throws SQLException {
        return Query.of("select content from blob where day = ? and message_id = ?", Ids.day(messageId), messageId)
                .add("and id = ? and n = ?", id, n)
                .first(connection, row -> Compression.unpack(keyring.open(row.getBytes(1), context(id, n))));
    }

    private static byte[] context(UUID id, int n) {
        return ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(n)
                .array();
    }
}
