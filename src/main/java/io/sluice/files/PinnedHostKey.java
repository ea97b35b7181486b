package io.sluice.files;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import io.sluice.message.ProblemException;
import io.sluice.message.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/**
 * Accepts the keys that are pinned, and learns no other. Keys are compared by the fingerprint that
 * {@code ssh-keygen -lf} prints.
 */
final class PinnedHostKey implements HostKeyRepository {

    private static final String FILE = "file:";

    private final Set<String> fingerprints;

    private PinnedHostKey(Set<String> fingerprints) {
        this.fingerprints = fingerprints;
    }

    /** @param pinned {@code SHA256:<base64>}, or {@code file:<path>} of lines as in known_hosts or in a .pub file */
    static PinnedHostKey of(String pinned) {
        return new PinnedHostKey(
                pinned.startsWith(FILE)
                        ? inFile(pinned.substring(FILE.length()))
                        : Set.of(pinned.replaceAll("=+$", "")));
    }

    private static Set<String> inFile(String path) {
        Set<String> found = new HashSet<>();
        try {
            for (String line : Files.readAllLines(Path.of(path))) {
                for (String word : line.strip().split("\\s+")) {
                    // The base64 of every SSH public key begins with the length of its type's name.
                    if (word.startsWith("AAAA")) {
                        found.add(fingerprint(Base64.getDecoder().decode(word)));
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ProblemException(FilesProblem.HOST_KEY_UNREADABLE, path, e);
        }
        if (found.isEmpty()) {
            throw new ProblemException(FilesProblem.HOST_KEY_UNREADABLE, path);
        }
        return found;
    }

    static String fingerprint(byte[] key) {
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(Sha256.of(key));
    }

    @Override
    public int check(String host, byte[] key) {
        return fingerprints.contains(fingerprint(key)) ? OK : CHANGED;
    }

    @Override
    public void add(HostKey hostKey, UserInfo ui) {
        throw new IllegalStateException("a pinned key is never learned");
    }

    @Override
    public void remove(String host, String type) {
        throw new IllegalStateException("a pinned key is never forgotten");
    }

    @Override
    public void remove(String host, String type, byte[] key) {
        remove(host, type);
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return "pinned";
    }

    @Override
    public HostKey[] getHostKey() {
        return new HostKey[0];
    }

    @Override
    public HostKey[] getHostKey(String host, String type) {
        return new HostKey[0];
    }
}
