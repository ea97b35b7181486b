package io.sluice.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.stack.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** XML by REST: read as a tree, answered as JSON, and never with a document type of its own. */
class XmlRequestsPathTest {

    private final int port = Ports.free();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private CallWorld world;

    @BeforeEach
    void open(@TempDir Path data) {
        Map<String, String> files = new TreeMap<>();
        files.put("systems/shop.yaml", """
                description: Sends orders as XML
                owner: {team: Supply, contact: supply@example.org}
                listeners:
                  api: {transport: http, port: %d}
                """.formatted(port));
        files.put("routes/orders/integration.yaml", """
                version: 1.0.0
                description: Orders
                owner: {team: Supply, contact: supply@example.org}
                criticality: 2
                sensitivity: internal
                latency: real-time
                source: shop
                format: xml
                http: {path: /orders}
                """);
        files.put("routes/orders/orders.camel.yaml", """
                - route:
                    id: orders
                    from:
                      uri: receive:http:api?mode=call
                      steps:
                        - to: map:whole
                """);
        files.put("routes/orders/whole.jsonata", "$");
        world = new CallWorld(data);
        world.start(CallWorld.catalog(files));
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private HttpResponse<String> post(String contentType, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/orders"))
                        .header("Authorization", "Bearer token-of-shop")
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void xmlIsReadAsATree() throws Exception {
        var answer = post("application/xml", "<order><number>PO-1</number></order>");
        var form = post(
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"m\"; filename=\"o.xml\"\r\nContent-Type: text/xml\r\n\r\n"
                        + "<order><number>PO-2</number></order>\r\n--b--\r\n");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("PO-1");
        assertThat(form.statusCode()).as(form.body()).isEqualTo(200);
        assertThat(form.body()).contains("PO-2");
    }

    @Test
    void aDocumentTypeIsRefusedBeforeAnythingOfItIsRead() throws Exception {
        var entity = post(
                "application/xml",
                "<!DOCTYPE o [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><order><number>&x;</number></order>");
        var remote = post("application/xml", "<!DOCTYPE o SYSTEM \"http://127.0.0.1:1/o.dtd\"><order/>");

        assertThat(entity.statusCode()).isEqualTo(400);
        assertThat(entity.body()).contains("receive.content-invalid").doesNotContain("etc", "ENTITY");
        assertThat(remote.statusCode()).isEqualTo(400);
        assertThat(world.query("select outcome from message")).containsOnly("REJECTED");
    }
}
