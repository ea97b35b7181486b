package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.HttpEndpoint;
import io.sluice.catalog.Limits;
import io.sluice.catalog.MllpEndpoint;
import io.sluice.catalog.MllpEndpoint.ControlId;
import io.sluice.catalog.SecretRef;
import io.sluice.catalog.Tls;
import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.Unreached;
import io.sluice.stack.KeyStores;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and mutual TLS towards endpoints, with stores as administrators make them, by keytool. */
class ClientTlsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final AtomicInteger REQUESTS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static HttpServer erp;
    private static NetServer lab;

    @BeforeAll
    static void startReceivers() throws Exception {
        KeyStores.in(folder, "receiver", "engine", "stranger");
        var key = new PfxOptions().setPath(file("receiver.p12")).setPassword(KeyStores.PASSWORD);
        erp = VERTX.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(key)
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setTrustOptions(new PemTrustOptions().addCertPath(file("engine.pem"))))
                .requestHandler(request -> {
                    REQUESTS.incrementAndGet();
                    request.response().end();
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        lab = VERTX.createNetServer(new NetServerOptions().setSsl(true).setKeyCertOptions(key))
                .connectHandler(socket -> socket.handler(
                        message -> socket.write("\u000bMSH|^~\\&|||||||ACK|R|P|2.5\rMSA|AA|ID-1\r\u001c\r")))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    @Test
    void showsItsCertificateToAReceiverThatItTrusts() throws Exception {
        assertThat(http(tls("engine", "receiver.pem"))).isInstanceOf(Accepted.class);
    }

    @Test
    void sendsNothingToAReceiverThatItDoesNotTrust() throws Exception {
        int before = REQUESTS.get();

        assertThat(http(tls("engine", "stranger.pem"))).isEqualTo(new Unreached(SendProblem.TLS_FAILED));
        assertThat(REQUESTS).hasValue(before);
    }

    @Test
    void saysThatAStoreCannotBeUsed() throws Exception {
        assertThat(http(tls("missing", "receiver.pem"))).isInstanceOf(Unreached.class);
    }

    @Test
    void mllpIsTheSame() throws Exception {
        assertThat(mllp(tls("engine", "receiver.pem"))).isInstanceOf(Accepted.class);
        assertThat(mllp(tls("engine", "stranger.pem"))).isEqualTo(new Unreached(SendProblem.TLS_FAILED));
    }

    private static SendOutcome http(Tls tls) throws Exception {
        var endpoint = new HttpEndpoint(
                "customers",
                "erp",
                URI.create("https://127.0.0.1:" + erp.actualPort() + "/"),
                "POST",
                Map.of(),
                Optional.empty(),
                true,
                Optional.empty(),
                Duration.ofSeconds(10),
                Optional.of(tls),
                Limits.NONE,
                Optional.empty());
        try (var transport = new HttpTransport(endpoint, 1, VERTX.getOrCreateContext(), InstantSource.system())) {
            return transport.send(Deliveries.of("{}")).toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private static SendOutcome mllp(Tls tls) throws Exception {
        var endpoint = new MllpEndpoint(
                "adt",
                "lab",
                "127.0.0.1",
                lab.actualPort(),
                Optional.of(tls),
                ControlId.KEEP,
                MllpEndpoint.DEFAULT_ACK,
                StandardCharsets.UTF_8,
                true,
                Duration.ofSeconds(10),
                Limits.NONE,
                Optional.empty());
        try (var transport =
                new MllpTransport(endpoint, VERTX.getOrCreateContext(), new LargeParts((message, bytes) -> bytes))) {
            return transport.send(Deliveries.hl7("ID-1")).toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private static Tls tls(String own, String trusted) {
        return new Tls(
                Optional.of(file(own + ".p12")),
                Optional.of(new SecretRef("file", file("password"))),
                Optional.of(file(trusted)));
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }
}
