package io.sluice.catalog;

import java.time.Duration;
import java.util.Optional;

/** Where the folders of a listener or an endpoint are. */
public sealed interface FileStore {

    /** On this machine. Relative folders begin where the engine was started. */
    record Local() implements FileStore {}

    /**
     * On an SFTP server. Relative folders begin where the account begins.
     *
     * @param hostKey the only one that is accepted: {@code SHA256:<base64>}, or {@code file:<path>} of public keys
     * @param password used where there is no key
     * @param timeout a server that says nothing for so long is given up
     */
    record Sftp(
            String host,
            int port,
            String account,
            String hostKey,
            Optional<SecretRef> password,
            Optional<SecretRef> privateKey,
            Duration timeout)
            implements FileStore {}
}
