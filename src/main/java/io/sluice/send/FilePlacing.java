package io.sluice.send;

import io.sluice.catalog.FileEndpoint;
import io.sluice.files.FileSession;
import io.sluice.ledger.OutgoingFiles;
import io.sluice.ledger.OutgoingFiles.Known;
import io.sluice.ledger.OutgoingFiles.Stage;
import io.sluice.message.CrashPoint;
import io.sluice.message.Sha256;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts a file into its folder. It is written under a temporary name as a stream, read back and compared, committed as
 * written, and renamed. Since the ledger knows the name and the stage, a repetition after any crash finds out by
 * looking:
 *
 * <pre>
 * ledger says  found                                so
 * NAMED        whatever                             it was never under its own name: write it
 * WRITTEN      under its temporary name only        rename it
 * WRITTEN      the same under both names            it was placed by another: done
 * WRITTEN      under its own only, or gone          it was renamed, and perhaps taken by its receiver: done
 * PLACED       whatever                             done
 * </pre>
 *
 * Another file under its own name is left alone, and the attempt fails.
 */
final class FilePlacing {

    private static final int BUFFER = 64 * 1024;

    private final FileEndpoint endpoint;
    private final OutgoingFiles files;

    FilePlacing(FileEndpoint endpoint, OutgoingFiles files) {
        this.endpoint = endpoint;
        this.files = files;
    }

    /** What stands in a file. */
    interface Content {
        /**
         * Writes it, and closes the stream when it is whole.
         *
         * @return members of a batch that could not be written, and are not in it
         */
        Collection<UUID> writeTo(OutputStream file) throws IOException;
    }

    /** @return why it is not there; empty when it is, or was */
    Optional<SendProblem> place(FileSession open, UUID id, Known known, Content content) throws IOException {
        String file = endpoint.folder() + "/" + known.name();
        String temporary = file + endpoint.temporarySuffix();
        if (known.stage() == Stage.PLACED) {
            return Optional.empty();
        }
        Seen written = known.size() == null ? null : new Seen(known.size(), known.sha256());
        if (known.stage() == Stage.NAMED) {
            Measured out = new Measured(new BufferedOutputStream(open.write(temporary), BUFFER));
            Collection<UUID> without;
            try (out) {
                without = content.writeTo(out);
            }
            written = out.seen();
            if (!written.equals(seen(open, temporary))) {
                return Optional.of(SendProblem.FILE_DIFFERS);
            }
            CrashPoint.FILE_WRITTEN.at(endpoint.id());
            files.written(id, written.size(), written.sha256(), without);
        }
        if (open.find(temporary).isPresent()) {
            if (open.find(file).isEmpty()) {
                open.move(temporary, file);
            } else if (written != null && written.equals(seen(open, file))) {
                open.delete(temporary);
            } else {
                return Optional.of(SendProblem.FILE_NAME_TAKEN);
            }
        }
        CrashPoint.FILE_RENAMED.at(endpoint.id());
        files.placed(id);
        return Optional.empty();
    }

    /** Size and hash of a file. */
    private record Seen(long size, byte[] sha256) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Seen seen && seen.size == size && MessageDigest.isEqual(seen.sha256, sha256);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(size);
        }
    }

    private static Seen seen(FileSession open, String path) throws IOException {
        MessageDigest digest = Sha256.digest();
        long size = 0;
        try (InputStream in = new DigestInputStream(open.read(path), digest)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
            }
        }
        return new Seen(size, digest.digest());
    }

    /** What went through it. */
    private static final class Measured extends FilterOutputStream {

        private final MessageDigest digest;
        private long size;
        private boolean closed;

        Measured(OutputStream file) {
            this(file, Sha256.digest());
        }

        private Measured(OutputStream file, MessageDigest digest) {
            super(new DigestOutputStream(file, digest));
            this.digest = digest;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            size++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            size += length;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                super.close();
            }
        }

        Seen seen() {
            return new Seen(size, digest.digest());
        }
    }
}
