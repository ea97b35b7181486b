package io.sluice.ledger;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;

/**
 * Where the keys lie: {@code master.key} (32 random bytes; may come from elsewhere, a mounted secret for example) wraps
 * {@code payload.keyset} and {@code hash.key}. Files are readable by their owner only and are replaced atomically: a
 * crash leaves the old or the new one.
 */
final class KeyFiles {

    static final String KEYSET = "payload.keyset";
    private static final String MASTER = "master.key";
    private static final String HASH = "hash.key";
    private static final int KEY_BYTES = 32;
    private static final FileAttribute<?> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final Aead master;

    KeyFiles(Path folder) throws GeneralSecurityException {
        this.folder = folder;
        try {
            Files.createDirectories(folder, OWNER_ONLY_FOLDER);
        } catch (IOException e) {
            throw unreadable(folder.getFileName().toString(), e);
        }
        this.master = new AesGcmJce(readOrMake(MASTER, KeyFiles::random));
    }

    byte[] hashKey() throws GeneralSecurityException {
        byte[] wrapped = readOrMake(HASH, () -> master.encrypt(random(), context(HASH)));
        return master.decrypt(wrapped, context(HASH));
    }

    KeysetHandle keyset(Callable<KeysetHandle> fresh) throws GeneralSecurityException {
        byte[] wrapped = readOrMake(KEYSET, () -> wrap(fresh.call()));
        return TinkJsonProtoKeysetFormat.parseEncryptedKeyset(
                new String(wrapped, StandardCharsets.UTF_8), master, context(KEYSET));
    }

    void store(KeysetHandle keyset) throws GeneralSecurityException {
        try {
            write(KEYSET, wrap(keyset));
        } catch (IOException e) {
            throw unreadable(KEYSET, e);
        }
    }

    private byte[] wrap(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(keyset, master, context(KEYSET))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] readOrMake(String name, Callable<byte[]> fresh) throws GeneralSecurityException {
        try {
            Path file = folder.resolve(name);
            if (!Files.exists(file)) {
                write(name, fresh.call());
            }
            return Files.readAllBytes(file);
        } catch (GeneralSecurityException e) {
            throw e;
        } catch (Exception e) {
            throw unreadable(name, e);
        }
    }

    private void write(String name, byte[] content) throws IOException {
        Path fresh = Files.createTempFile(folder, name, ".new", OWNER_ONLY);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content));
            channel.force(true);
        }
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] context(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static ProblemException unreadable(String name, Exception cause) {
        return new ProblemException(LedgerProblem.KEYS_UNREADABLE, name, cause);
    }
}
