package io.sluice.format.pgp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Fresh keys as files, for tests of what is configured with paths. */
public record PgpKeyFiles(Path secret, Path passphrase, Path open) {

    public static PgpKeyFiles in(Path folder, Instant now) throws IOException {
        Files.createDirectories(folder);
        TestKeys keys = TestKeys.made(now.minusSeconds(3600), 0);
        return new PgpKeyFiles(
                Files.write(folder.resolve("secret.asc"), keys.secret()),
                Files.writeString(folder.resolve("passphrase"), new String(TestKeys.PASSPHRASE)),
                Files.write(folder.resolve("open.gpg"), keys.open()));
    }
}
