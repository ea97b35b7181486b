package io.sluice.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a stack keeps its things. {@code data/} outlives a restart; {@code run/} says what is running now; {@code log/}
 * is what it said; {@code secrets/} is readable by the owner only.
 */
record StackFolder(Path root) {

    /** @throws StackException when the folder cannot be made */
    static StackFolder of(Path path) {
        StackFolder folder = new StackFolder(path.toAbsolutePath().normalize());
        try {
            for (String name : new String[] {"data", "run", "log", "secrets"}) {
                Files.createDirectories(folder.root.resolve(name));
            }
            ownerOnly(folder.root.resolve("secrets"), "rwx------");
            return folder;
        } catch (IOException e) {
            throw new StackException(
                    "Cannot write to " + folder.root + ". Make it writable or choose another folder.", e);
        }
    }

    Path data(String component) {
        return root.resolve("data").resolve(component);
    }

    Path log(String component) {
        return root.resolve("log").resolve(component + ".log");
    }

    Path pidFile(String component) {
        return root.resolve("run").resolve(component + ".pid");
    }

    Path settingsFile() {
        return root.resolve("run/stack.properties");
    }

    /**
     * Makes this process the only stack on this folder until it ends. The operating system drops the lock with the
     * process, so a crash leaves nothing to clean up.
     */
    FileLock lock() {
        try {
            FileChannel channel = FileChannel.open(
                    root.resolve("run/stack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new StackException("Another stack is running on " + root + ". End it first (make stop).");
            }
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path passwordFile() {
        return secretFile("postgres.password");
    }

    /** The password of this stack's PostgreSQL. */
    String password() {
        return secret("postgres.password");
    }

    Path secretFile(String name) {
        return root.resolve("secrets").resolve(name);
    }

    /** Made at random the first time. */
    String secret(String name) {
        Path file = secretFile(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).trim();
            }
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            writeOwnerOnly(file, HexFormat.of().formatHex(random));
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what clients need; owner only, since it holds the password. */
    void writeSettings(Map<String, String> settings) throws IOException {
        // Read with -Dquarkus.config.locations: above the defaults inside the jar (250), below the environment (300).
        StringBuilder text = new StringBuilder("config_ordinal=290\n");
        new TreeMap<>(settings)
                .forEach((key, value) ->
                        text.append(key).append('=').append(value).append('\n'));
        writeOwnerOnly(settingsFile(), text.toString());
    }

    Map<String, String> readSettings() {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(settingsFile())) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.forEach((key, value) -> settings.put((String) key, (String) value));
        return settings;
    }

    /** Deletes everything, for stacks that a test started. */
    void delete() {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Complete or absent, never half written, and never readable by others, not even for a moment. */
    private static void writeOwnerOnly(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh);
        ownerOnly(fresh, "rw-------");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void ownerOnly(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
