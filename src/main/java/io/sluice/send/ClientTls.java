package io.sluice.send;

import io.sluice.catalog.Tls;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.security.GeneralSecurityException;
import java.util.Set;
import javax.net.ssl.SSLException;

/** TLS 1.2 and later towards an endpoint, with its certificate checked, and with our own where one is declared. */
final class ClientTls {

    private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

    private ClientTls() {}

    /**
     * @throws io.sluice.message.ProblemException {@link SendProblem#SECRET_MISSING} when the password cannot be read
     */
    static void apply(Tls tls, ClientOptionsBase options) {
        String password = tls.keyStorePassword().map(Secrets::read).orElse(null);
        options.setSsl(true).setEnabledSecureTransportProtocols(VERSIONS);
        tls.trustStore()
                .ifPresent(path -> options.setTrustOptions(
                        isPem(path) ? new PemTrustOptions().addCertPath(path) : store(path, password)));
        tls.keyStore()
                .ifPresent(path -> options.setKeyCertOptions(
                        isPem(path)
                                ? new PemKeyCertOptions().addKeyPath(path).addCertPath(path)
                                : store(path, password)));
    }

    /** What a connection that was not made failed for. */
    static SendProblem problemOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
                return SendProblem.TLS_FAILED;
            }
        }
        return SendProblem.UNREACHABLE;
    }

    private static PfxOptions store(String path, String password) {
        return new PfxOptions().setPath(path).setPassword(password);
    }

    private static boolean isPem(String path) {
        return !path.endsWith(".p12") && !path.endsWith(".pfx");
    }
}
