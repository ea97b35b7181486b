package io.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.sluice.cli.CommandLineRun;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against the running engine, in the order in which an analyst would use it. */
@QuarkusTest
@QuarkusTestResource(EngineWorld.class)
class CommandLineTest extends WithEngine {

    @TestHTTPResource("/")
    URI address;

    @TempDir
    Path folder;

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
    void sendsAFileAndExplainsWhatBecameOfIt() throws Exception {
        String controlId = "CLI80001";
        Path file = Files.writeString(folder.resolve("a01.hl7"), EngineUnderTest.admission(controlId, "80001"));

        CommandLineRun sent = sluice("send", file.toString(), "--port", Integer.toString(mllpPort));
        assertThat(sent.exitCode()).isZero();
        assertThat(sent.out()).contains("ADT^A01").contains("AA");
        String id = engine.traceOnce(controlId, "COMPLETED").getString("message.id");

        assertThat(sluice("messages", "--key", "mrn:80001").out()).contains(id).contains("COMPLETED");
        assertThat(sluice("messages", "--key", "mrn:80001x").out()).contains("No such messages");
        CommandLineRun trace = sluice("trace", id);
        assertThat(trace.exitCode()).isZero();
        assertThat(trace.out()).contains("Run admissions").contains("map:").contains("Delivery delivery.1");
        assertThat(trace.out()).doesNotContain("EXAMPLE");
        assertThat(sluice("message", id, "--payload", "original", "--reason", "test")
                        .out())
                .contains("EXAMPLE^ALEX");
        assertThat(sluice("actions", "--target", "message:" + id).out()).contains("payload.read");
        assertThat(sluice("message", "00000000-0000-7000-8000-000000000000").exitCode())
                .isEqualTo(1);
        assertThat(sluice("message", "nonsense").exitCode()).isEqualTo(2);
    }

    @Test
    void findsReplaysAndReportsADeadLetter() {
        engine.erpAnswers(422);
        String id = engine.traceOnce(engine.admit("80002"), "DEAD").getString("message.id");
        CommandLineRun groups = sluice("dead", "groups");
        assertThat(groups.exitCode()).isEqualTo(1);
        assertThat(groups.out()).contains("erp-finance/customers").contains("send.refused");
        assertThat(sluice("status").exitCode()).isEqualTo(1);
        engine.erpAnswersAsUsual();

        CommandLineRun plan = sluice("replay", "plan", "--id", id, "--reason", "ERP is back", "-o", "json");
        assertThat(plan.exitCode()).as(plan.err()).isZero();
        String replay = JsonPath.from(plan.out()).getString("id");
        assertThat(sluice("replay", "start", replay, "--reason", "agreed").exitCode())
                .isZero();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> sluice("replay", "show", replay).out().contains("1 DELIVERED"));
        assertThat(sluice("replay", "list").out()).contains(replay).contains("DONE");
        assertThat(sluice("replay", "start", replay, "--reason", "again").err()).contains("ledger.wrong-state");
    }

    @Test
    void listsWhatIsConfiguredAndWhatRuns() {
        assertThat(sluice("balance").exitCode()).isZero();
        assertThat(sluice("balance").out()).contains("admissions").contains("_unrouted");
        assertThat(sluice("integrations").out()).contains("patient-to-erp").contains("live");
        assertThat(sluice("systems").out()).contains("mllp:ehr");
        assertThat(sluice("contract", "list").out()).contains("patient");
        assertThat(sluice("contract", "show", "patient").out())
                .contains("identifier")
                .contains("phi.identifier");
        assertThat(sluice("endpoints").out()).contains("lab/adt");
        assertThat(sluice("alerts", "--all").exitCode()).isZero();
        assertThat(sluice("deliveries", "--endpoint", "lab/adt", "--state", "dead")
                        .exitCode())
                .isZero();
        assertThat(sluice("tail", "--for", "1").exitCode()).isZero();
        assertThat(sluice("pause", "charges", "--reason", "test").out()).contains("paused");
        assertThat(sluice("resume", "charges", "--reason", "test").exitCode()).isZero();
        assertThat(sluice("pause", "nothing", "--reason", "test").err()).contains("api.not-found");
    }

    private CommandLineRun sluice(String... words) {
        return CommandLineRun.of(
                Map.of("SLUICE_URL", address.toString(), "SLUICE_DATA", data.toString()), folder, words);
    }
}
