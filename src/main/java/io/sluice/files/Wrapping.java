package io.sluice.files;

import io.sluice.catalog.FileWrap;
import io.sluice.catalog.FileWrap.Pack;
import io.sluice.catalog.FileWrap.Pgp;
import io.sluice.format.archive.Gzip;
import io.sluice.format.archive.UnpackLimits;
import io.sluice.format.archive.Zip;
import io.sluice.format.pgp.PgpDemands;
import io.sluice.format.pgp.PgpInput;
import io.sluice.format.pgp.PgpKeys;
import io.sluice.format.pgp.PgpOutput;
import io.sluice.message.ProblemException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Takes off what is around the content of a file, and puts it on. Keys are read each time anew. */
public final class Wrapping {

    private static final Path ENCRYPTED_COPIES = Path.of(System.getProperty("java.io.tmpdir"));

    private Wrapping() {}

    /**
     * The content of a file.
     *
     * @param in closed with the result, if not before
     * @throws ProblemException what is wrong with the whole file, also while the result is read
     */
    public static InputStream unwrap(FileWrap wrap, InputStream in, Instant at) throws IOException {
        InputStream inner = in;
        if (wrap.pgp().isPresent()) {
            Pgp pgp = wrap.pgp().get();
            PgpDemands demands = new PgpDemands(true, pgp.signed(), UnpackLimits.DEFAULT);
            inner = PgpInput.open(in, keys(pgp), demands, at, ENCRYPTED_COPIES);
        }
        if (wrap.pack().isEmpty()) {
            return inner;
        }
        return wrap.pack().get() == Pack.GZIP ? Gzip.unpack(inner, UnpackLimits.DEFAULT) : new OnlyEntry(inner);
    }

    /**
     * What is written to the result stands, packed and encrypted, in a file. The file is whole when the result was
     * closed without a failure.
     *
     * @param file closed with the result
     * @param name of the file within an archive
     */
    public static OutputStream wrap(FileWrap wrap, OutputStream file, String name, Instant at) throws IOException {
        OutputStream outer = encrypt(wrap, file, at);
        if (wrap.pack().isEmpty()) {
            return outer;
        }
        return wrap.pack().get() == Pack.GZIP ? Gzip.pack(outer) : Zip.pack(outer, name);
    }

    /** As {@link #wrap}, for an archive of several files that the caller makes. */
    public static OutputStream encrypt(FileWrap wrap, OutputStream file, Instant at) throws IOException {
        if (wrap.pgp().isEmpty()) {
            return file;
        }
        Pgp pgp = wrap.pgp().get();
        return new Finished(new PgpOutput(file, keys(pgp), pgp.signed(), pgp.armored(), at));
    }

    private static PgpKeys keys(Pgp pgp) {
        byte[] partners;
        try {
            partners = Files.readAllBytes(Path.of(pgp.partners()));
        } catch (IOException e) {
            throw new ProblemException(FilesProblem.SECRET_MISSING, pgp.partners(), e);
        }
        char[] passphrase = pgp.passphrase()
                .map(ref -> new String(SecretText.read(ref), StandardCharsets.UTF_8)
                        .strip()
                        .toCharArray())
                .orElseGet(() -> new char[0]);
        return PgpKeys.of(SecretText.read(pgp.secretKey()), passphrase, partners);
    }

    /** A message that is ended by being closed. */
    private static final class Finished extends FilterOutputStream {

        private boolean closed;

        Finished(PgpOutput message) {
            super(message);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                try (OutputStream message = out) {
                    ((PgpOutput) message).finish();
                }
            }
        }
    }

    /** The one file of an archive; a second one is refused, since it would be passed over. */
    private static final class OnlyEntry extends FilterInputStream {

        private final Zip zip;
        private boolean checked;

        OnlyEntry(InputStream archive) throws IOException {
            this(new Zip(archive, UnpackLimits.DEFAULT));
        }

        private OnlyEntry(Zip zip) throws IOException {
            super(zip.next()
                    .orElseThrow(() -> new ProblemException(FilesProblem.ARCHIVE_NOT_ONE_FILE, "no entry"))
                    .content());
            this.zip = zip;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            if (read < 0 && !checked) {
                checked = true;
                if (zip.next().isPresent()) {
                    throw new ProblemException(FilesProblem.ARCHIVE_NOT_ONE_FILE, "entry 2");
                }
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
