package io.sluice.receive.mllp;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.sluice.catalog.SecretRef;
import io.sluice.catalog.Tls;
import io.sluice.message.ProblemException;
import io.sluice.receive.ReceiveProblem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Key store and trust store of a listener, PEM or PKCS#12. A trust store means that senders must show a certificate.
 */
final class ListenerTls {

    private ListenerTls() {}

    /**
     * @throws ProblemException {@link ReceiveProblem#TLS_UNUSABLE}, naming the listener and the store, never a password
     */
    static SslContext context(String listener, Tls settings) {
        String reading = listener + ", keyStore";
        try {
            String keyStore = settings.keyStore().orElseThrow(() -> new IOException("no key store is named"));
            char[] password = password(settings.keyStorePassword());
            SslContextBuilder builder = pem(keyStore)
                    ? SslContextBuilder.forServer(new File(keyStore), new File(keyStore), text(password))
                    : SslContextBuilder.forServer(keys(keyStore, password));
            builder.protocols("TLSv1.3", "TLSv1.2");
            reading = listener + ", trustStore";
            if (settings.trustStore().isPresent()) {
                String trustStore = settings.trustStore().get();
                builder.clientAuth(ClientAuth.REQUIRE);
                if (pem(trustStore)) {
                    builder.trustManager(new File(trustStore));
                } else {
                    builder.trustManager(trusted(trustStore, password));
                }
            }
            return builder.build();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new ProblemException(ReceiveProblem.TLS_UNUSABLE, reading, e);
        }
    }

    private static KeyManagerFactory keys(String file, char[] password) throws IOException, GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store(file, password), password);
        return factory;
    }

    /**
     * Without a password where the store needs none; many tools seal public certificates too, with that of the keys.
     */
    private static TrustManagerFactory trusted(String file, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore store = store(file, null);
        if (store.size() == 0 && password != null) {
            store = store(file, password);
        }
        if (store.size() == 0) {
            throw new IOException("the trust store holds no certificate that can be read");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyStore store(String file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var bytes = Files.newInputStream(Path.of(file))) {
            store.load(bytes, password);
        }
        return store;
    }

    private static boolean pem(String file) {
        return !file.endsWith(".p12") && !file.endsWith(".pfx");
    }

    private static char[] password(Optional<SecretRef> reference) throws IOException {
        if (reference.isEmpty()) {
            return null;
        }
        SecretRef secret = reference.get();
        String value = secret.scheme().equals("env")
                ? System.getenv(secret.name())
                : Files.readString(Path.of(secret.name())).strip();
        if (value == null) {
            throw new IOException("the variable of keyStorePassword is not set");
        }
        return value.toCharArray();
    }

    private static String text(char[] password) {
        return password == null ? null : new String(password);
    }
}
