package io.sluice.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.ShippedSource;
import io.sluice.engine.Verbs;
import io.sluice.engine.route.Entrances;
import io.sluice.engine.route.IntegrationRoutes;
import io.sluice.engine.run.RunDispatcher;
import io.sluice.engine.run.RunExecutor;
import io.sluice.identity.Tokens;
import io.sluice.ledger.Bodies;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.PostgresLedger;
import io.sluice.ledger.TestSettings;
import io.sluice.ledger.Trace;
import io.sluice.ledger.Traces;
import io.sluice.receive.Intake;
import io.sluice.receive.ReceiveMeter;
import io.sluice.receive.http.HttpListeners;
import io.sluice.stack.Database;
import io.sluice.stack.KeptConnections;
import io.sluice.stack.MigratedDatabase;
import io.sluice.stack.Ports;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped {@code saas-appointments} from the request to the event in the ledger, over real HTTP and PostgreSQL. */
class RestPathTest {

    private static final String BOOKING =
            "{\"id\":\"APT-1\",\"status\":\"booked\",\"patient\":{\"mrn\":\"12345\",\"name\":\"ADAM EVERYMAN\"}}";

    @Test
    void aBookingBecomesOneAppointmentHoweverOftenItIsRepeated(@TempDir Path data) throws Exception {
        int port = Ports.free();
        Catalog catalog = CatalogReader.read(new ShippedSource(), Map.of("SLUICE_REST_PORT", "" + port));
        CatalogHolder catalogs = new CatalogHolder(catalog);
        Database database = MigratedDatabase.fresh();
        KeptConnections pool = new KeptConnections(database);
        Keyring keyring = Keyring.open(data.resolve("keys"));
        Tokens tokens = new Tokens(data, InstantSource.system());
        Traces traces = new Traces(pool);
        Vertx vertx = Vertx.vertx();
        PostgresLedger ledger = new PostgresLedger(pool, keyring, InstantSource.system(), TestSettings.of("rest"));
        Intake intake = new Intake(catalogs, ledger, ReceiveMeter.NONE);
        try (var camel = new DefaultCamelContext();
                var listeners = new HttpListeners(
                        vertx, intake, traces::find, tokens::system, ReceiveMeter.NONE, InstantSource.system())) {
            IntegrationRoutes routes = new IntegrationRoutes(camel, new Entrances());
            new Verbs(catalogs).addTo(camel, routes.entrances());
            camel.start();
            routes.load(catalog);
            try (var runs = new RunDispatcher(ledger, routes, new RunExecutor(routes), 2, result -> {})) {
                ledger.runsTo(runs);
                listeners.open(catalog);
                String url = "http://127.0.0.1:" + port;
                String token = tokens.issueTo("saas-scheduling");

                HttpResponse<String> first = send(post(url, token));
                HttpResponse<String> again = send(post(url, token));

                assertThat(first.statusCode()).isEqualTo(202);
                String place = first.headers().firstValue("Location").orElseThrow();
                assertThat(again.headers().firstValue("Location")).contains(place);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> send(get(url + place, token)).body().contains("\"state\":\"ROUTED\""));
                UUID message = UUID.fromString(place.substring("/messages/".length()));
                Trace trace = traces.find(message).orElseThrow();
                assertThat(trace.events())
                        .singleElement()
                        .satisfies(event -> assertThat(event.entity()).isEqualTo("appointment"));
                byte[] event = new Bodies(pool, keyring)
                        .read(message, "event.1")
                        .orElseThrow()
                        .bytes();
                assertThat(new String(event, StandardCharsets.UTF_8))
                        .contains("\"status\":\"booked\"", "ADAM EVERYMAN");
            }
        } finally {
            ledger.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static HttpRequest post(String url, String token) {
        return HttpRequest.newBuilder(URI.create(url + "/appointments"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "booking-1")
                .POST(BodyPublishers.ofString(BOOKING))
                .build();
    }

    private static HttpRequest get(String url, String token) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
