package io.sluice.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EngineWorld.class)
class ApiTest extends WithEngine {

    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";

    private EngineUnderTest engine;

    @BeforeEach
    void enter() {
        engine = new EngineUnderTest(mllpPort, erpPort, data);
    }

    @AfterEach
    void healed() {
        engine.erpAnswersAsUsual();
    }

    @Test
    void everyAddressAsksForAToken() {
        Map<String, Map<String, Object>> paths =
                given().accept("application/json").get("/q/openapi").jsonPath().getMap("paths");

        assertThat(paths.keySet()).contains("/api/messages", "/api/replays/{id}/start");
        paths.forEach((path, methods) -> methods.keySet()
                .forEach(method -> given().contentType("application/json")
                        .request(method.toUpperCase(Locale.ROOT), path.replaceAll("\\{[a-z]+}", "x"))
                        .then()
                        .statusCode(401)
                        .contentType("application/problem+json")
                        .body("code", equalTo("api.not-authenticated"))));
        given().auth().oauth2("x.y.z").get("/api/messages").then().statusCode(401);
    }

    @Test
    void aPathWithASemicolonIsRefusedBeforeAnyRule() {
        engine.as("viewer")
                .urlEncodingEnabled(false)
                .get("/api/messages;x=1")
                .then()
                .statusCode(400);
        engine.as("viewer")
                .urlEncodingEnabled(false)
                .get("/api/messages%3Bx=1")
                .then()
                .statusCode(400);
    }

    @Test
    void eachRoleMayWhatItsNameSays() {
        String reason = "{\"reason\":\"test\"}";
        engine.as("viewer")
                .get("/api/messages/" + NOBODY + "/payload/original")
                .then()
                .statusCode(403)
                .body("code", equalTo("api.not-allowed"));
        engine.as("viewer").body(reason).post("/api/replays").then().statusCode(403);
        engine.as("analyst")
                .body(reason)
                .post("/api/integrations/charges/pause")
                .then()
                .statusCode(403);
        engine.as("analyst").get("/api/messages").then().statusCode(200);
        engine.as("operator")
                .get("/api/messages/" + NOBODY + "/payload/original")
                .then()
                .statusCode(404)
                .body("code", equalTo("ledger.not-found"));
    }

    @Test
    void aMessageIsFoundByItsKeyAndExplained() {
        String controlId = engine.admit("70001");
        JsonPath trace = engine.traceOnce(controlId, "COMPLETED");

        assertThat(engine.find(Map.of("key", "mrn:70001")).getList("items.controlId"))
                .containsExactly(controlId);
        assertThat(trace.getString("message.integration")).isEqualTo("admissions");
        assertThat(trace.getList("runs.integration")).contains("admissions", "patient-to-erp");
        assertThat(trace.getList("runs.hops.flatten().name"))
                .anyMatch(hop -> hop.toString().startsWith("map:"));
        assertThat(trace.getList("events.entity")).contains("patient");
        assertThat(trace.getList("deliveries.endpoint")).contains("erp-finance/customers");
        assertThat(trace.getString("runs[0].versions.integration")).isEqualTo("1.0.0");
    }

    @Test
    void aPayloadIsOpenedByAnAnalystAndThatIsRecorded() {
        String controlId = engine.admit("70002");
        JsonPath trace = engine.traceOnce(controlId, "COMPLETED");
        String id = trace.getString("message.id");

        byte[] original = engine.as("analyst")
                .header("X-Reason", "ticket 4711")
                .get("/api/messages/" + id + "/payload/original")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .asByteArray();

        assertThat(new String(original)).isEqualTo(EngineUnderTest.admission(controlId, "70002"));
        engine.as("analyst")
                .get("/api/messages/" + id + "/payload/event.1")
                .then()
                .statusCode(200)
                .body(notNullValue());
        engine.as("analyst")
                .get("/api/messages/" + id + "/payload/event.99")
                .then()
                .statusCode(404);
        engine.as("analyst")
                .get("/api/actions?target=message:" + id)
                .then()
                .statusCode(200)
                .body("items.verb", hasItem("payload.read"))
                .body("items.actor.name", hasItem("local-analyst"))
                .body("items.reason", hasItem("ticket 4711"));
    }

    @Test
    void theBalanceNamesEveryIntegrationAndAddsUp() {
        engine.traceOnce(engine.admit("70003"), "COMPLETED");

        List<Map<String, Object>> lines = engine.as("viewer")
                .get("/api/balance")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("integrations");

        assertThat(lines).extracting(line -> line.get("name")).contains("admissions", "charges", "_unrouted");
        for (Map<String, Object> line : lines) {
            assertThat(line)
                    .containsOnlyKeys(
                            "name",
                            "received",
                            "completed",
                            "filtered",
                            "rejected",
                            "duplicate",
                            "held",
                            "dead",
                            "inDoubt",
                            "inProgress");
            int parts = line.entrySet().stream()
                    .filter(entry -> !List.of("name", "received").contains(entry.getKey()))
                    .mapToInt(entry -> (Integer) entry.getValue())
                    .sum();
            assertThat(line.get("received")).as("%s", line).isEqualTo(parts);
        }
    }

    @Test
    void aRefusedDeliveryIsGroupedByCauseAndReplayedToThatEndpointOnly() {
        engine.erpAnswers(422);
        JsonPath trace = engine.traceOnce(engine.admit("70004"), "DEAD");
        String message = trace.getString("message.id");
        JsonPath letters =
                engine.as("viewer").get("/api/deadletters?message=" + message).jsonPath();
        String letter = letters.getString("items[0].id");
        assertThat(letters.getList("items")).hasSize(1);
        assertThat(letters.getString("items[0].cause.endpoint")).isEqualTo("erp-finance/customers");
        engine.as("viewer")
                .get("/api/deadletters/groups")
                .then()
                .statusCode(200)
                .body("groups.cause.endpoint", hasItem("erp-finance/customers"));
        engine.as("viewer")
                .get("/api/deadletters/" + letter)
                .then()
                .statusCode(200)
                .body(
                        "trace.deliveries.attempts.flatten().size()",
                        equalTo(trace.getList("deliveries.attempts.flatten()").size()));
        assertThat(engine.appliedUnder(letter)).isZero();

        engine.erpAnswersAsUsual();
        String replay = plan(Map.of("ids", List.of(letter), "reason", "ERP is back"));
        engine.as("viewer")
                .get("/api/replays/" + replay)
                .then()
                .body("state", equalTo("PLANNED"))
                .body("plan.targets.name", equalTo(List.of("erp-finance/customers")))
                .body("plan.targets[0].retry", equalTo(1));
        order(replay, "start");

        // The outcome is not in the answer before there is one.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Integer.valueOf(1)
                        .equals(engine.as("viewer")
                                .get("/api/replays/" + replay)
                                .jsonPath()
                                .get("progress.outcomes.DELIVERED")));
        assertThat(engine.appliedUnder(letter)).isEqualTo(1);
        assertThat(engine.as("viewer")
                        .get("/api/messages/" + message)
                        .jsonPath()
                        .getList("deliveries.id"))
                .isEqualTo(trace.getList("deliveries.id"));
        engine.as("viewer").get("/api/deadletters/" + letter).then().statusCode(404);
    }

    @Test
    void anAnalystLetsADeadLetterGoOnWithACorrectedPayload() {
        engine.erpAnswers(422);
        JsonPath trace = engine.traceOnce(engine.admit("70007"), "DEAD");
        String path = "/api/messages/" + trace.getString("message.id");
        String letter = engine.as("viewer")
                .get("/api/deadletters?message=" + trace.getString("message.id"))
                .jsonPath()
                .getString("items[0].id");
        engine.erpAnswersAsUsual();

        String fixed = engine.as("analyst")
                .body(Map.of("text", "{\"customer\":\"corrected\"}", "reason", "address was empty"))
                .post("/api/deadletters/" + letter + "/fix")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("result");

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> engine.appliedUnder(fixed) == 1);
        assertThat(engine.appliedUnder(letter)).isZero();
        JsonPath after = engine.as("viewer").get(path).jsonPath();
        assertThat(after.getString("deliveries.find { it.id == '" + fixed + "' }.supersedes"))
                .isEqualTo(letter);
        assertThat(after.getList("actions.verb")).contains("deadletter.fix");
    }

    @Test
    void aDeadLetterIsDiscardedWithAReasonOnly() {
        engine.erpAnswers(422);
        JsonPath trace = engine.traceOnce(engine.admit("70005"), "DEAD");
        String letter = engine.as("viewer")
                .get("/api/deadletters?message=" + trace.getString("message.id"))
                .jsonPath()
                .getString("items[0].id");

        engine.as("operator")
                .body(Map.of("ids", List.of(letter)))
                .post("/api/deadletters/discard")
                .then()
                .statusCode(422)
                .body("code", equalTo("deadletter.no-reason"));
        engine.as("operator")
                .body(Map.of("ids", List.of(letter), "reason", "test patient"))
                .post("/api/deadletters/discard")
                .then()
                .statusCode(200)
                .body("discarded", equalTo(1));

        JsonPath after = engine.as("viewer")
                .get("/api/messages/" + trace.getString("message.id"))
                .jsonPath();
        assertThat(after.getList("deliveries.state")).contains("DISCARDED");
        assertThat(after.getList("actions.verb")).contains("deadletter.discard");
    }

    @Test
    void workOfAPausedEndpointWaitsAndGoesOn() {
        String reason = "{\"reason\":\"upgrade\"}";
        engine.as("operator")
                .body(reason)
                .post("/api/endpoints/erp-finance/customers/pause")
                .then()
                .statusCode(200);
        Awaitility.await()
                .until(() -> engine.as("viewer")
                        .get("/api/endpoints")
                        .jsonPath()
                        .getBoolean("endpoints.find { it.endpoint == 'erp-finance/customers' }.paused"));
        JsonPath trace = engine.traceOnce(engine.admit("70006"), "ROUTED");
        engine.as("viewer")
                .get("/api/backlog")
                .then()
                .body("backlog.name", hasItem("erp-finance/customers"))
                .body("paused.target", hasItem("endpoint:erp-finance/customers"));

        engine.as("operator")
                .body(reason)
                .post("/api/endpoints/erp-finance/customers/resume")
                .then()
                .statusCode(200);

        String path = "/api/messages/" + trace.getString("message.id");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !engine.as("viewer")
                        .get(path)
                        .jsonPath()
                        .getList("runs.findAll { it.integration == 'patient-to-erp' }.state")
                        .contains("ROUTED"));
        engine.as("operator")
                .body(reason)
                .post("/api/endpoints/erp-finance/customers/resume")
                .then()
                .statusCode(409);
    }

    @Test
    void anOperatorHoldsABreakerOpen() {
        engine.as("operator")
                .body("{\"mode\":\"OPEN\",\"reason\":\"test\"}")
                .post("/api/endpoints/lab/adt/breaker")
                .then()
                .statusCode(200);
        String lab = "endpoints.find { it.endpoint == 'lab/adt' }";
        engine.as("viewer")
                .get("/api/endpoints")
                .then()
                .body(lab + ".breaker", equalTo("OPEN"))
                .body(lab + ".mode", equalTo("OPEN"));
        engine.as("operator")
                .body("{\"mode\":\"AUTOMATIC\",\"reason\":\"test\"}")
                .post("/api/endpoints/lab/adt/breaker")
                .then()
                .statusCode(200);
        engine.as("viewer").get("/api/endpoints").then().body(lab + ".mode", equalTo("AUTOMATIC"));
    }

    @Test
    void theCatalogueIsServedWithSchemas() {
        engine.as("viewer")
                .get("/api/integrations")
                .then()
                .statusCode(200)
                .body("integrations.name", hasItem("admissions"))
                .body("integrations.state", hasItem("live"));
        engine.as("viewer").get("/api/systems").then().statusCode(200).body("systems.name", hasItem("erp-finance"));
        engine.as("viewer").get("/api/contracts").then().statusCode(200).body("contracts.entity", hasItem("patient"));
        engine.as("viewer")
                .get("/api/contracts/patient/1")
                .then()
                .statusCode(200)
                .body("fields.path", hasItem("identifier"));
        engine.as("viewer")
                .get("/api/contracts/nothing/1")
                .then()
                .statusCode(404)
                .body("code", equalTo("api.not-found"));
        engine.as("viewer").get("/api/schemas").then().statusCode(200).body("schemas", hasItem("integration"));
        engine.as("viewer")
                .get("/api/schemas/integration")
                .then()
                .statusCode(200)
                .contentType("application/schema+json");
        engine.as("viewer")
                .get("/api/deliveries?limit=5")
                .then()
                .statusCode(200)
                .body("items", notNullValue());
    }

    @Test
    void whatCannotBeReadIsRefusedByItsNameAndNeverRepeated() {
        String value = "canary-4711";
        for (String parameter : List.of("state", "since", "cursor", "key")) {
            String body = engine.as("viewer")
                    .get("/api/messages?" + parameter + "=" + value)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", equalTo("api.bad-parameter"))
                    .body("where", equalTo(parameter))
                    .extract()
                    .asString();
            assertThat(body).doesNotContain(value);
        }
        String refused = engine.as("analyst")
                .body("{\"ids\": [\"" + value + "\"]}")
                .post("/api/replays")
                .then()
                .statusCode(400)
                .body("code", equalTo("api.bad-body"))
                .extract()
                .asString();
        assertThat(refused).doesNotContain(value);
        engine.as("viewer").get("/api/nothing").then().statusCode(404);
        engine.as("analyst")
                .body("{\"reason\":\"x\"}")
                .post("/api/replays")
                .then()
                .statusCode(422)
                .body("code", equalTo("deadletter.nothing-selected"));
    }

    private String plan(Map<String, Object> plan) {
        return engine.as("analyst")
                .body(plan)
                .post("/api/replays")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    private void order(String replay, String verb) {
        engine.as("analyst")
                .body("{\"reason\":\"test\"}")
                .post("/api/replays/" + replay + "/" + verb)
                .then()
                .statusCode(200);
    }
}
