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
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
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

    /** @param name of the file within an archive */
    public static byte[] wrap(FileWrap wrap, byte[] content, String name, Instant at) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        if (wrap.pack().isPresent()) {
            try (OutputStream out = wrap.pack().get() == Pack.GZIP ? Gzip.pack(packed) : Zip.pack(packed, name)) {
                out.write(content);
            }
        } else {
            packed.writeBytes(content);
        }
        if (wrap.pgp().isEmpty()) {
            return packed.toByteArray();
        }
        Pgp pgp = wrap.pgp().get();
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (PgpOutput out = new PgpOutput(sealed, keys(pgp), pgp.signed(), pgp.armored(), at)) {
            packed.writeTo(out);
            out.finish();
        }
        return sealed.toByteArray();
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
