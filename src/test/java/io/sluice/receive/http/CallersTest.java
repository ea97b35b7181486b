package io.sluice.receive.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.RecordingLedger;
import io.sluice.stack.KeyStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call. */
class CallersTest {

    private final RecordingLedger ledger = RecordingLedger.committingAtOnce();

    private static HttpRequest.Builder booking(HttpWorld world) {
        return world.stranger("/appointments")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));
    }

    @Test
    void aStrangerIsToldToProveWhoItIsAndNothingElse() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            HttpResponse<String> known = world.send(booking(world));
            HttpResponse<String> unknown = world.send(world.stranger("/no/such/path"));
            HttpResponse<String> wrong = world.send(booking(world).header("Authorization", "Bearer nonsense"));

            assertThat(known.statusCode()).isEqualTo(401);
            assertThat(known.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(unknown.statusCode()).isEqualTo(401);
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(world.meter().refused(ReceiveProblem.NOT_AUTHENTICATED)).isEqualTo(3);
            assertThat(ledger.arrivals()).isEmpty();
        }
    }

    @Test
    void theTokenOfAnotherSystemDoesNotHelpUnlessItIsACaller() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            assertThat(world.send(booking(world).header("Authorization", "Bearer token-of-partner"))
                            .statusCode())
                    .isEqualTo(401);

            world.reload("callers: [partner]", "POST", "/hl7");

            assertThat(world.send(booking(world).header("Authorization", "Bearer token-of-partner"))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(ledger.arrivals().getLast().system()).isEqualTo("partner");
        }
    }

    @Test
    void aKeyCountsWhereTheListenerTakesKeys() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            assertThat(world.send(booking(world).header("X-Api-Key", HttpWorld.KEY))
                            .statusCode())
                    .isEqualTo(401);

            world.reload("authenticate: [key]", "POST", "/hl7");

            assertThat(world.send(booking(world).header("X-Api-Key", HttpWorld.KEY))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(world.send(booking(world).header("X-Api-Key", "other")).statusCode())
                    .isEqualTo(401);
            assertThat(world.send(booking(world).header("X-Api-Key", "")).statusCode())
                    .isEqualTo(401);
            assertThat(world.send(booking(world).header("Authorization", "Bearer token-of-scheduling"))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aCallerWithAProofFromAnotherAddressIsRefused() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger(), "callers: [elsewhere]")) {
            var answer = world.send(booking(world).header("Authorization", "Bearer token-of-elsewhere"));

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("receive.address-not-allowed");
        }
    }

    @Test
    void aCertificateOfTheSystemIsAProof(@TempDir Path folder) throws Exception {
        KeyStores keys = KeyStores.in(folder, "engine", "scheduling", "stranger");
        Files.writeString(
                folder.resolve("trusted.pem"),
                Files.readString(keys.pem("scheduling")) + Files.readString(keys.pem("stranger")));
        String settings =
                "authenticate: [certificate], tls: {keyStore: \"%1$s/engine.p12\", keyStorePassword: \"file:%1$s/password\", trustStore: \"%1$s/trusted.pem\"}"
                        .formatted(folder);
        try (HttpWorld world = new HttpWorld(ledger.ledger(), settings)) {
            assertThat(call(world, client(keys, "scheduling"))).isEqualTo(202);
            assertThat(ledger.arrivals().getLast().peer()).isEqualTo("scheduling@127.0.0.1");
            assertThat(call(world, client(keys, "stranger"))).isEqualTo(401);
            Assertions.assertThatThrownBy(() -> call(world, client(keys, null))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aListenerWhoseKeysCannotBeReadStaysClosedAndSaysSo() {
        try (HttpWorld world = new HttpWorld(ledger.ledger(), "tls: {keyStore: /no/such/file.p12}")) {
            assertThat(world.listeners().listening()).isEmpty();
            assertThat(world.listeners().refused().get("api").problem()).isEqualTo(ReceiveProblem.TLS_UNUSABLE);
        }
    }

    private static int call(HttpWorld world, HttpClient client) throws Exception {
        URI uri = URI.create("https://127.0.0.1:" + world.port() + "/appointments");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    private static HttpClient client(KeyStores stores, String identity) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (identity != null) {
            keys.init(stores.open(identity), KeyStores.PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("engine", stores.open("engine").getCertificate("engine"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        context.init(identity == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }
}
