package io.sluice.ledger;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KeysetManager;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import io.sluice.message.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of the ledger: one keyset that seals payloads (AES-256-GCM, each ciphertext names its key, so that old ones
 * still open after {@link #rotate()}) and one key for the hashes that order keys, business keys and duplicates are
 * stored as. Whoever has the database alone can neither read a payload nor try out names and numbers against a hash.
 * Safe for use by many threads.
 */
public final class Keyring {

    private final KeyFiles files;
    private final SecretKeySpec hashKey;
    private final ThreadLocal<Mac> mac;
    private final boolean plaintext;
    private volatile KeysetHandle keyset;
    private volatile Aead aead;

    private Keyring(KeyFiles files, boolean plaintext) throws GeneralSecurityException {
        this.files = files;
        this.plaintext = plaintext;
        this.hashKey = new SecretKeySpec(files.hashKey(), "HmacSHA256");
        this.mac = ThreadLocal.withInitial(this::newMac);
        use(files.keyset(Keyring::newKeyset));
    }

    /** Opens the keys in the folder; makes them there when there are none. */
    public static Keyring open(Path folder) {
        return open(folder, false);
    }

    /**
     * As {@link #open(Path)}, but payloads are stored as they are. Only for the test that shows that the search for a
     * canary value would find it; the caller sees to it that this is never done in production.
     */
    public static Keyring openWithoutSealing(Path folder) {
        return open(folder, true);
    }

    private static Keyring open(Path folder, boolean plaintext) {
        try {
            AeadConfig.register();
            return new Keyring(new KeyFiles(folder), plaintext);
        } catch (GeneralSecurityException e) {
            throw new ProblemException(LedgerProblem.KEYS_UNREADABLE, KeyFiles.KEYSET, e);
        }
    }

    /** Seals with the newest key. {@code context} is not stored and must be given again to open. */
    byte[] seal(byte[] clear, byte[] context) {
        if (plaintext) {
            return clear;
        }
        try {
            return aead.encrypt(clear, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals whatever it is given", e);
        }
    }

    /** Opens what any key of this ring has sealed in the same context. */
    byte[] open(byte[] sealed, byte[] context) {
        if (plaintext) {
            return sealed;
        }
        try {
            return aead.decrypt(sealed, context);
        } catch (GeneralSecurityException e) {
            throw new ProblemException(LedgerProblem.KEYS_UNREADABLE, "payload", e);
        }
    }

    /** Keyed hash of a named value: for business keys as {@code mrn:123}, and {@code controlId}. 128 bits. */
    public UUID hash(String name, String value) {
        ByteBuffer hash = digest('h', name, value);
        return new UUID(hash.getLong(), hash.getLong());
    }

    /**
     * Keyed hash of a value of an order key. {@code owner} is the integration or the endpoint that keeps the order. 64
     * bits.
     */
    public long lane(String owner, String value) {
        return digest('l', owner, value).getLong();
    }

    /** Tells one ring from another without telling anything of its keys. */
    public UUID fingerprint() {
        ByteBuffer hash = digest('f', "", "");
        return new UUID(hash.getLong(), hash.getLong());
    }

    /** New payloads are sealed with a new key from now on; those of before still open. */
    public synchronized void rotate() {
        try {
            KeysetManager manager = KeysetManager.withKeysetHandle(keyset);
            manager.add(KeyTemplates.get("AES256_GCM"));
            var keys = manager.getKeysetHandle();
            int newest = keys.getAt(keys.size() - 1).getId();
            KeysetHandle rotated = manager.setPrimary(newest).getKeysetHandle();
            files.store(rotated);
            use(rotated);
        } catch (GeneralSecurityException e) {
            throw new ProblemException(LedgerProblem.KEYS_UNREADABLE, KeyFiles.KEYSET, e);
        }
    }

    private static KeysetHandle newKeyset() throws GeneralSecurityException {
        return KeysetHandle.generateNew(KeyTemplates.get("AES256_GCM"));
    }

    private void use(KeysetHandle handle) throws GeneralSecurityException {
        aead = handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
        keyset = handle;
    }

    private ByteBuffer digest(char purpose, String name, String value) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
        // The length of the name stands before it, so that no two pairs give the same bytes.
        ByteBuffer input = ByteBuffer.allocate(1 + Integer.BYTES + nameBytes.length + valueBytes.length);
        input.put((byte) purpose).putInt(nameBytes.length).put(nameBytes).put(valueBytes);
        return ByteBuffer.wrap(mac.get().doFinal(input.array()));
    }

    private Mac newMac() {
        try {
            Mac made = Mac.getInstance("HmacSHA256");
            made.init(hashKey);
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256 (javax.crypto.Mac)", e);
        }
    }
}
