package io.sluice.receive.file;

import io.sluice.message.Sha256;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of a file as they were when it was looked through: a hash of the whole, and one of each MiB by which a
 * second reading is compared before any byte of it is given out. 32 KiB for each GiB.
 */
record Chunks(byte[] sha256, long size, List<byte[]> hashes) {

    private static final int SIZE = 1 << 20;

    /** Gives out of a chunk; a whole chunk was read before any byte of it. */
    private abstract static class ByChunk extends FilterInputStream {

        byte[] chunk = new byte[0];
        int at;

        ByChunk(InputStream in) {
            super(in);
        }

        /** Reads the next chunk where this one has been given out; false at the end. */
        abstract boolean more() throws IOException;

        @Override
        public int read() throws IOException {
            return more() ? chunk[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (!more()) {
                return -1;
            }
            int n = Math.min(length, chunk.length - at);
            System.arraycopy(chunk, at, into, offset, n);
            at += n;
            return n;
        }
    }

    /** Reads what is left of the stream too. */
    static final class Recorder extends ByChunk {

        private final MessageDigest whole = Sha256.digest();
        private final List<byte[]> hashes = new ArrayList<>();
        private final Runnable alive;
        private long size;

        /** @param alive called for each chunk */
        Recorder(InputStream in, Runnable alive) {
            super(in);
            this.alive = alive;
        }

        @Override
        boolean more() throws IOException {
            if (at == chunk.length) {
                chunk = in.readNBytes(SIZE);
                at = 0;
                size += chunk.length;
                if (chunk.length > 0) {
                    whole.update(chunk);
                    hashes.add(Sha256.of(chunk));
                }
                alive.run();
            }
            return at < chunk.length;
        }

        Chunks finish() throws IOException {
            do {
                at = chunk.length;
            } while (more());
            return new Chunks(whole.digest(), size, List.copyOf(hashes));
        }
    }

    /**
     * The same bytes again. Reading throws {@link FileChanged} where they are others, before any of these is given out.
     */
    InputStream compared(InputStream in) {
        return new ByChunk(in) {
            private int next;

            @Override
            boolean more() throws IOException {
                if (at < chunk.length) {
                    return true;
                }
                chunk = in.readNBytes(SIZE);
                at = 0;
                if (next == hashes.size()) {
                    if (chunk.length > 0) {
                        throw new FileChanged();
                    }
                    return false;
                }
                if (!Arrays.equals(Sha256.of(chunk), hashes.get(next++))) {
                    throw new FileChanged();
                }
                return true;
            }
        };
    }

    /** The file has other bytes than when it was looked through. */
    static final class FileChanged extends EOFException {

        private static final long serialVersionUID = 1L;
    }
}
