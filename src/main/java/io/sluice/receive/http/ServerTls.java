package io.sluice.receive.http;

import io.sluice.catalog.SecretRef;
import io.sluice.catalog.Tls;
import io.sluice.message.ProblemException;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.Secrets;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.util.Set;

/** TLS 1.2 and later, as the other listeners have it. A trust store means that callers must show a certificate. */
final class ServerTls {

    private static final Set<String> VERSIONS = Set.of("TLSv1.3", "TLSv1.2");

    private ServerTls() {}

    /**
     * @throws ProblemException {@link ReceiveProblem#TLS_UNUSABLE}, naming the listener and the store, never a password
     */
    static void apply(String listener, Tls tls, HttpServerOptions options, Vertx vertx) {
        String reading = listener + ", keyStore";
        try {
            String password =
                    tls.keyStorePassword().flatMap(ServerTls::password).orElse(null);
            String keyStore = tls.keyStore().orElseThrow(() -> new IllegalArgumentException("no key store is named"));
            options.setSsl(true).setEnabledSecureTransportProtocols(VERSIONS);
            options.setKeyCertOptions(
                    pem(keyStore)
                            ? new PemKeyCertOptions().addKeyPath(keyStore).addCertPath(keyStore)
                            : new PfxOptions().setPath(keyStore).setPassword(password));
            // Read now: a listener whose keys cannot be read stays closed and says so.
            options.getKeyCertOptions().getKeyManagerFactory(vertx);
            if (tls.trustStore().isPresent()) {
                reading = listener + ", trustStore";
                String trustStore = tls.trustStore().get();
                options.setClientAuth(ClientAuth.REQUIRED)
                        .setTrustOptions(
                                pem(trustStore)
                                        ? new PemTrustOptions().addCertPath(trustStore)
                                        : new PfxOptions().setPath(trustStore).setPassword(password));
                options.getTrustOptions().getTrustManagerFactory(vertx);
            }
        } catch (Exception e) {
            throw new ProblemException(ReceiveProblem.TLS_UNUSABLE, reading, e);
        }
    }

    private static java.util.Optional<String> password(SecretRef reference) {
        return Secrets.read(reference);
    }

    private static boolean pem(String file) {
        return !file.endsWith(".p12") && !file.endsWith(".pfx");
    }
}
