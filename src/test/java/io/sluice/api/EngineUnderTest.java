package io.sluice.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.lessThan;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.sluice.simulator.MllpExchange;
import io.sluice.simulator.MllpSender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The engine of an API test from outside: messages in, requests with a role, orders to the simulated ERP. */
record EngineUnderTest(int mllpPort, int erpPort, Path data) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A request with the token that the engine laid down for the role. */
    RequestSpecification as(String role) {
        try {
            String token =
                    Files.readString(data.resolve("tokens/" + role + ".jwt")).strip();
            return given().auth().oauth2(token).contentType("application/json");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** An admission of the patient; returns its control id. */
    String admit(String mrn) {
        String controlId = UUID.randomUUID().toString().substring(0, 18).replace("-", "");
        MllpExchange exchange = send(admission(controlId, mrn));
        assertThat(exchange.ack()).isEqualTo("AA");
        return controlId;
    }

    MllpExchange send(String message) {
        try (MllpSender sender = new MllpSender("127.0.0.1", mllpPort, PATIENCE)) {
            return sender.send(message.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String admission(String controlId, String mrn) {
        return String.join(
                        "\r",
                        "MSH|^~\\&|EHR|HOSP|SLUICE|HOSP|20261122101500||ADT^A01^ADT_A01|" + controlId + "|P|2.5.1",
                        "EVN|A01|20261122101500",
                        "PID|1||" + mrn + "^^^HOSP^MR||EXAMPLE^ALEX||19800102|F|||1 MAIN ST^^SPRINGFIELD^IL^62701",
                        "PV1|1|I|2W^201^A|||||||||||||||V" + mrn + "|||||||||||||||||||||||||20261122101500")
                + "\r";
    }

    /** The trace of the message, as soon as the states of all its runs are as wanted. */
    JsonPath traceOnce(String controlId, String state) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            JsonPath found = find(Map.of("controlId", controlId));
            return found.getList("items").size() == 1
                    && found.getList("items[0].runs.state").contains(state)
                    && !found.getList("items[0].runs.state").contains("RECEIVED");
        });
        String id = find(Map.of("controlId", controlId)).getString("items[0].id");
        return as("viewer").get("/api/messages/" + id).jsonPath();
    }

    JsonPath find(Map<String, Object> criteria) {
        return as("viewer")
                .body(criteria)
                .post("/api/messages/search")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** What the ERP answers to customers from now on. */
    void erpAnswers(int status) {
        given().body("{\"path\":\"/customers\",\"status\":" + status + "}")
                .post("http://127.0.0.1:" + erpPort + "/script")
                .then()
                .statusCode(lessThan(300));
    }

    void erpAnswersAsUsual() {
        given().delete("http://127.0.0.1:" + erpPort + "/script").then().statusCode(lessThan(300));
    }

    /** How often the ERP has applied something under the key. */
    int appliedUnder(String key) {
        return given().get("http://127.0.0.1:" + erpPort + "/applied").jsonPath().getList("idempotencyKey").stream()
                .filter(key::equals)
                .toList()
                .size();
    }
}
