package io.sluice.ledger;

import io.sluice.message.BlobToken;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Puts the large parts of a message back into what is made of it: every {@link BlobToken} that names a part of the same
 * message is replaced by the part's bytes, all other bytes stay. Blocks for the database, one piece at a time.
 */
public final class Blobs {

    private final Database database;
    private final BlobRows rows;

    public Blobs(DataSource pool, Keyring keyring) {
        this.database = new Database(pool);
        this.rows = new BlobRows(keyring);
    }

    /** Whether there may be parts to put back: cheap, and asked for every message. */
    public static boolean mayHave(byte[] bytes) {
        return BlobToken.next(bytes, 0) >= 0;
    }

    /** Bytes that it has with its parts; more when a token names none. */
    public static long wholeLength(byte[] bytes) {
        long length = bytes.length;
        for (int at = BlobToken.next(bytes, 0); at >= 0; at = BlobToken.next(bytes, at + 1)) {
            length += BlobToken.at(bytes, at).map(BlobToken::size).orElse(0L);
        }
        return length;
    }

    /** The whole in one array, allocated once; the array given when there is nothing to put back. */
    public byte[] whole(UUID messageId, byte[] bytes) {
        if (!mayHave(bytes)) {
            return bytes;
        }
        Exactly exactly = new Exactly(Math.toIntExact(wholeLength(bytes)));
        try {
            write(messageId, bytes, exactly);
        } catch (IOException impossible) {
            throw new IllegalStateException("an array takes what is written to it", impossible);
        }
        return exactly.bytes();
    }

    /** The whole, streamed. */
    public void write(UUID messageId, byte[] bytes, OutputStream out) throws IOException {
        int done = 0;
        int at = BlobToken.next(bytes, 0);
        while (at >= 0) {
            Optional<BlobToken> token = BlobToken.at(bytes, at);
            Optional<byte[]> first = token.flatMap(t -> piece(messageId, t, 0));
            if (first.isPresent()) {
                out.write(bytes, done, at - done);
                for (int n = 0; first.isPresent(); first = piece(messageId, token.get(), ++n)) {
                    out.write(first.get());
                }
                done = at + BlobToken.LENGTH;
                at = BlobToken.next(bytes, done);
            } else {
                at = BlobToken.next(bytes, at + 1);
            }
        }
        out.write(bytes, done, bytes.length - done);
    }

    private Optional<byte[]> piece(UUID messageId, BlobToken token, int n) {
        if ((long) n * BlobRows.PIECE >= token.size()) {
            return Optional.empty();
        }
        return database.read(connection -> rows.piece(connection, messageId, token.id(), n));
    }

    /** Fills one array. */
    private static final class Exactly extends OutputStream {

        private final byte[] bytes;
        private int length;

        Exactly(int length) {
            this.bytes = new byte[length];
        }

        @Override
        public void write(int b) {
            bytes[length++] = (byte) b;
        }

        @Override
        public void write(byte[] more, int from, int count) {
            System.arraycopy(more, from, bytes, length, count);
            length += count;
        }

        byte[] bytes() {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }
    }
}
