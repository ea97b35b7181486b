package io.sluice.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.catalog.FileWrap;
import io.sluice.catalog.FileWrap.Pack;
import io.sluice.catalog.FileWrap.Pgp;
import io.sluice.catalog.SecretRef;
import io.sluice.format.pgp.PgpKeyFiles;
import io.sluice.message.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WrappingTest {

    private static final Instant NOW = Instant.now();
    private static final byte[] CONTENT = "I-1;Gauze;1.25\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Pack.class)
    void whatOneSidePacksAndEncryptsTheOtherReads(Pack pack) throws IOException {
        PgpKeyFiles us = PgpKeyFiles.in(folder.resolve("us"), NOW);
        PgpKeyFiles them = PgpKeyFiles.in(folder.resolve("them"), NOW);

        byte[] sent = wrapped(wrap(pack, us, them));

        assertThat(new String(sent, StandardCharsets.ISO_8859_1)).doesNotContain("Gauze");
        assertThat(unwrapped(wrap(pack, them, us), sent)).isEqualTo(CONTENT);
        PgpKeyFiles strangers = PgpKeyFiles.in(folder.resolve("strangers"), NOW);
        assertThatThrownBy(() -> unwrapped(wrap(pack, them, strangers), sent)).hasMessageContaining("format.pgp");
    }

    @Test
    void clearTextIsRefusedWhereEncryptionIsDeclared() throws IOException {
        PgpKeyFiles us = PgpKeyFiles.in(folder.resolve("us"), NOW);
        PgpKeyFiles them = PgpKeyFiles.in(folder.resolve("them"), NOW);

        assertThatThrownBy(() -> unwrapped(wrap(Pack.GZIP, us, them), CONTENT)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aZipFileWithTwoFilesIsRefusedInsteadOfHalfRead() throws IOException {
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(two)) {
            for (String name : new String[] {"a.csv", "b.csv"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(CONTENT);
            }
        }

        assertThatThrownBy(() -> unwrapped(new FileWrap(Optional.of(Pack.ZIP), Optional.empty()), two.toByteArray()))
                .hasMessageContaining("files.archive-not-one-file");
    }

    private static byte[] wrapped(FileWrap wrap) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = Wrapping.wrap(wrap, file, "items.csv", NOW)) {
            out.write(CONTENT);
        }
        return file.toByteArray();
    }

    private static byte[] unwrapped(FileWrap wrap, byte[] file) throws IOException {
        try (InputStream in = Wrapping.unwrap(wrap, new ByteArrayInputStream(file), NOW)) {
            return in.readAllBytes();
        }
    }

    private static FileWrap wrap(Pack pack, PgpKeyFiles own, PgpKeyFiles partner) {
        Pgp pgp = new Pgp(
                SecretRef.of("file:" + own.secret()),
                Optional.of(SecretRef.of("file:" + own.passphrase())),
                partner.open().toString(),
                true,
                false);
        return new FileWrap(Optional.of(pack), Optional.of(pgp));
    }
}
