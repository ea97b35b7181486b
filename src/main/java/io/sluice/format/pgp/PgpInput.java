package io.sluice.format.pgp;

import io.sluice.format.FormatProblem;
import io.sluice.format.archive.UnpackLimits;
import io.sluice.message.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import org.bouncycastle.openpgp.PGPException;

/**
 * Decrypts and verifies. Whether a file is intact and signed is known at its end only, so it is read twice: the first
 * reading decrypts to nowhere and proves it, keeping a copy of the encrypted bytes; the second decrypts that copy,
 * which nobody else can have changed, and gives the content away. So nothing unproven is used, and no clear text
 * touches a disk.
 */
public final class PgpInput {

    private PgpInput() {}

    /**
     * Proves a file and then opens its content.
     *
     * @param in an OpenPGP message, armored or not; read to its end and closed
     * @param folder for the encrypted copy of a file over 1 MiB; gone when the result is closed
     * @param at when keys must be valid
     * @return the content; proven once more while it is read
     * @throws ProblemException {@code format.pgp-...}; {@link FormatProblem#ARCHIVE_LIMIT} for what unpacks beyond the
     *     limits
     */
    public static InputStream open(InputStream in, PgpKeys keys, PgpDemands demands, Instant at, Path folder)
            throws IOException {
        Spill spill = new Spill(folder);
        try (in) {
            Content first = new Content(new Copying(in, spill), keys, demands, at);
            byte[] nowhere = new byte[1 << 14];
            while (first.read(nowhere, 0, nowhere.length) >= 0) {
                // proven at its end
            }
            first.close();
            return new Content(spill.read(), keys, demands, at) {
                @Override
                public void close() throws IOException {
                    try (spill) {
                        super.close();
                    }
                }
            };
        } catch (IOException | RuntimeException failed) {
            spill.close();
            throw failed;
        }
    }

    /** Copies what passes, and remembers when the stream fails: the library takes that for a broken message. */
    private static final class Copying extends FilterInputStream {

        private final Spill spill;
        private IOException failure;

        Copying(InputStream in, Spill spill) {
            super(in);
            this.spill = spill;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                int read = super.read(into, offset, length);
                if (read > 0) {
                    spill.write(into, offset, read);
                }
                return read;
            } catch (IOException lost) {
                failure = lost;
                throw lost;
            }
        }

        @Override
        public long skip(long count) throws IOException {
            return Math.max(0, read(new byte[(int) Math.min(count, 1 << 13)]));
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    /** One reading. */
    private static class Content extends InputStream {

        private final InputStream raw;
        private final PgpKeys keys;
        private final PgpDemands demands;
        private final Instant at;
        private PgpMessage message;
        private long size;
        private boolean ended;

        Content(InputStream raw, PgpKeys keys, PgpDemands demands, Instant at) {
            this.raw = raw;
            this.keys = keys;
            this.demands = demands;
            this.at = at;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (ended) {
                return -1;
            }
            int read = decrypted(into, offset, length);
            size += Math.max(0, read);
            UnpackLimits limits = demands.limits();
            if (size > Math.min(limits.single(), limits.total())) {
                throw new ProblemException(FormatProblem.ARCHIVE_LIMIT, "the size of a file");
            }
            return read;
        }

        private int decrypted(byte[] into, int offset, int length) throws IOException {
            try {
                message = message == null ? PgpMessage.open(raw, keys, demands, at) : message;
                int read = message.read(into, offset, length);
                if (read < 0) {
                    message.prove();
                    ended = true;
                    raw.transferTo(OutputStream.nullOutputStream()); // the copy is of the whole file
                }
                return read;
            } catch (IOException | PGPException | RuntimeException wrong) {
                if (raw instanceof Copying copying && copying.failure != null) {
                    throw copying.failure;
                }
                // The library throws unchecked for some broken packets. Not kept as the cause: it may quote content.
                throw wrong instanceof ProblemException known
                        ? known
                        : new ProblemException(FormatProblem.PGP_INVALID, "");
            }
        }

        @Override
        public void close() throws IOException {
            raw.close();
        }
    }
}
