package io.sluice.torture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.simulator.MllpExchange;
import io.sluice.simulator.MllpSender;
import io.sluice.stack.Database;
import io.sluice.stack.PrivateStack;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Design section 9: what is of a patient stands in clear nowhere but in the mail to those who may read it. */
@ExtendWith(StackExtension.class)
class CanaryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> WITH_FAILING_MAPPINGS = Map.of("SLUICE_HOME", "src/test/resources/canary");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatIsOfAPatientStandsNowhereInClear(PrivateStack stack) throws Exception {
        Canary canary = new Canary();
        try (Scene scene = new Scene(stack, "canary", WITH_FAILING_MAPPINGS)) {
            scene.engine().start();
            sendThroughEveryPath(scene, canary);

            assertThat(hunt(scene, canary).found()).isEmpty();
        }
    }

    @Test
    @Tag("torture")
    void theHuntFindsItWhenNothingIsSealed(PrivateStack stack) throws Exception {
        Canary canary = new Canary();
        try (Scene scene = new Scene(stack, "canary-in-clear", WITH_FAILING_MAPPINGS)) {
            scene.engine().start("-Dsluice.test.plaintext=true");
            sendThroughEveryPath(scene, canary);

            Set<String> found = hunt(scene, canary).found();

            assertThat(found).contains("table payload.content");
            assertThat(found)
                    .anyMatch(where -> where.startsWith("Kafka "))
                    .anyMatch(where -> where.startsWith("PostgreSQL "));
        }
    }

    private static void sendThroughEveryPath(Scene scene, Canary canary) throws Exception {
        Administration administration = scene.administration();
        for (String message : canary.good()) {
            assertThat(send(scene, message).ack()).isEqualTo("AA");
        }
        scene.drain(PATIENCE);
        scene.targets().scriptErp("[{\"match\": \"/customers\", \"times\": 2, \"answer\": \"422\"}]");
        scene.targets().scriptLab("[{\"times\": 1, \"answer\": \"AR\"}]");
        for (String message : canary.conflict()) {
            send(scene, message);
        }
        for (String message : canary.failing()) {
            assertThat(send(scene, message).ack()).isEqualTo("AA");
        }
        for (String message : canary.refused()) {
            refuse(scene, message);
        }
        refuse(scene, canary.tooLarge());
        refuseBrokenFrame(scene, canary.failing().getFirst());
        scene.drain(PATIENCE);
        Awaitility.await().atMost(PATIENCE).until(() -> administration.dead(Targets.CUSTOMERS) > 0);
        assertThat(administration.get("/api/deadletters/groups"))
                .contains("map.evaluation", "map.code-unmapped", "format.date-invalid", "contract.value-not-allowed")
                .contains("ledger.conflict", "send.receiver-rejected", "send.refused");
        administration.replay(Targets.CUSTOMERS);
        administration.replay(Targets.LAB);
        scene.drain(PATIENCE);
    }

    private static MllpExchange send(Scene scene, String message) throws IOException {
        try (MllpSender sender = new MllpSender("127.0.0.1", scene.mllpPort(), PATIENCE)) {
            return sender.send(message.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Whatever the answer, it is no acceptance; a listener may also close. */
    private static void refuse(Scene scene, String message) {
        try {
            assertThat(send(scene, message).ack()).isNotEqualTo("AA");
        } catch (IOException closed) {
            assertThat(closed).isInstanceOf(IOException.class);
        }
    }

    /** A start block without its end, and another start. */
    private static void refuseBrokenFrame(Scene scene, String message) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", scene.mllpPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String frames = message + "\u000b" + message + "\u000b" + message.replace("CANARY", "BROKEN") + "\u001c\r";
            socket.getOutputStream().write(frames.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            assertThat(socket.getInputStream().read()).isEqualTo(0x0b);
        }
    }

    private static Hunt hunt(Scene scene, Canary canary) throws Exception {
        Hunt hunt = new Hunt(canary.word());
        administration(scene, canary, hunt);
        hunt.tables(scene.database());
        checkpoint(scene.database());
        hunt.files("engine", scene.folder(), ".jsonl");
        hunt.files("PostgreSQL", StackExtension.FOLDER.resolve("postgres/data"), ".pid");
        hunt.files("Kafka", StackExtension.FOLDER.resolve("kafka/data"), ".pid");
        return hunt;
    }

    /** All that the administration answers, but for payloads, which are there to be read. */
    private static void administration(Scene scene, Canary canary, Hunt hunt) throws IOException {
        Administration administration = scene.administration();
        for (String path : List.of(
                "/q/metrics",
                "/q/health",
                "/api/messages?limit=500",
                "/api/balance",
                "/api/backlog",
                "/api/deliveries?limit=500",
                "/api/actions?limit=500",
                "/api/endpoints",
                "/api/integrations",
                "/api/systems",
                "/api/deadletters?limit=500",
                "/api/deadletters/groups",
                "/api/replays")) {
            hunt.text("GET " + path, administration.get(path));
        }
        String found = administration.post("/api/messages/search", "{\"key\": \"mrn:%s\"}".formatted(canary.mrn()));
        assertThat(JSON.readTree(found).path("items")).isNotEmpty();
        hunt.text("POST /api/messages/search", found);
        for (String id : ids(administration, "/api/messages?limit=500")) {
            hunt.text("trace", administration.get("/api/messages/" + id));
        }
        for (String id : ids(administration, "/api/deadletters?limit=500")) {
            hunt.text("dead letter", administration.get("/api/deadletters/" + id));
        }
        for (String id : ids(administration, "/api/replays")) {
            hunt.text(
                    "replay",
                    administration.get("/api/replays/" + id) + administration.get("/api/replays/" + id + "/items"));
        }
    }

    private static Set<String> ids(Administration administration, String list) throws IOException {
        Set<String> ids = new TreeSet<>();
        for (JsonNode item : JSON.readTree(administration.get(list)).path("items")) {
            ids.add(item.path("id").asText());
        }
        assertThat(ids).isNotEmpty();
        return ids;
    }

    /** Writes to the files what PostgreSQL still holds in memory. */
    private static void checkpoint(Database database) throws SQLException {
        Database administrator = new Database(database.url(), "postgres", database.password());
        try (Connection connection = administrator.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }
}
