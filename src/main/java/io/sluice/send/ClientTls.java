package io.sluice.send;

import io.sluice.catalog.Tls;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.util.Set;

/** TLS 1.2 and later towards an endpoint, with its certificate checked, and with our own where one is declared. */
final class ClientTls {

    private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

    private ClientTls() {}

    /** @throws io.sluice.message.ProblemException {@link SendProblem#SECRET_MISSING} when a store's password is missing */
    static void apply(Tls tls, ClientOptionsBase options) {
        options.setSsl(true).setEnabledSecureTransportProtocols(VERSIONS);
        tls.trustStore().ifPresent(path -> {
            if (isPem(path)) {
                options.setTrustOptions(new PemTrustOptions().addCertPath(path));
            } else {
                options.setTrustOptions(new PfxOptions().setPath(path));
            }
        });
        tls.keyStore().ifPresent(path -> {
            if (isPem(path)) {
                options.setKeyCertOptions(new PemKeyCertOptions().addKeyPath(path).addCertPath(path));
            } else {
                PfxOptions store = new PfxOptions().setPath(path);
                tls.keyStorePassword().map(Secrets::read).ifPresent(store::setPassword);
                options.setKeyCertOptions(store);
            }
        });
    }

    private static boolean isPem(String path) {
        return path.endsWith(".pem") || path.endsWith(".crt");
    }
}
