package io.sluice.catalog;

import java.util.Optional;

/**
 * TLS of a listener or an endpoint. Stores are PEM or PKCS#12 files.
 *
 * @param keyStore own key and certificate
 * @param keyStorePassword empty for PEM files without one
 * @param trustStore whose certificates are accepted; for a listener, set means that clients must show one (mutual TLS)
 */
public record Tls(Optional<String> keyStore, Optional<SecretRef> keyStorePassword, Optional<String> trustStore) {}
