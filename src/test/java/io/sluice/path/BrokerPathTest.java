package io.sluice.path;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.sluice.api.EngineWorld;
import io.sluice.api.WithEngine;
import io.sluice.catalog.JmsBroker;
import io.sluice.catalog.SecretRef;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.RecordSeal;
import io.sluice.stack.LocalArtemis;
import io.sluice.stack.TestQueue;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders of a service bus and patients of another deployment, with the engine and the integrations that ship. */
@QuarkusTest
@QuarkusTestResource(EngineWorld.class)
class BrokerPathTest extends WithEngine {

    private static final Duration SOON = Duration.ofSeconds(90);

    @ConfigProperty(name = "test.jms.url")
    String jms;

    @ConfigProperty(name = "test.jms.password")
    String password;

    @ConfigProperty(name = "test.partner.topic")
    String topic;

    @ConfigProperty(name = "test.partner.keys")
    Path partnerKeys;

    private LedgerRows ledger;

    @BeforeEach
    void enter() {
        ledger = new LedgerRows(database);
    }

    @Test
    void anOrderOfTheServiceBusIsPublishedAndConfirmedUnderItsCorrelationId() throws Exception {
        String number = "PO-" + UUID.randomUUID();
        var login = new JmsBroker.Login(LocalArtemis.ACCOUNT, new SecretRef("file", password));
        var broker = new JmsBroker(jms, JmsBroker.ARTEMIS, Optional.of(login));
        try (TestQueue orders = new TestQueue(broker, "esb.orders");
                TestQueue confirmations = new TestQueue(broker, "esb.confirmations")) {
            orders.send(session -> {
                Message order = session.createTextMessage("""
                        {"number": "%s", "date": "2026-11-20", "supplier": {"code": "S-1001"},
                         "lines": [{"no": 1, "item": "100234", "qty": "10", "uom": "BX"}]}""".formatted(number));
                order.setJMSCorrelationID("ESB-" + number);
                return order;
            });

            Awaitility.await().atMost(SOON).until(() -> confirmations.size() == 1);
            TextMessage confirmation = (TextMessage) confirmations.take(1).getFirst();

            assertThat(confirmation.getJMSCorrelationID()).isEqualTo("ESB-" + number);
            assertThat(JsonPath.from(confirmation.getText()).getMap(""))
                    .isEqualTo(Map.of("number", number, "received", true, "lines", 1));
        }
        ledger.awaitDone();
        assertThat(ledger.one("select state from run where integration = ?", "esb-orders"))
                .isEqualTo("COMPLETED");
        assertThat(eventsOf("sluice.purchase-order.v1", "ESB-" + number)).hasSize(1);
    }

    @Test
    void aPatientThatAnotherDeploymentSealedIsPublishedHereOnceAndReachesTheErp() {
        String id = UUID.randomUUID().toString();
        byte[] patient = """
                {"identifier":[{"use":"usual","system":"urn:oid:2.16.840.1.113883.19.9","value":"%s"}],
                 "name":[{"use":"official","family":"EVERYWOMAN","given":["EVE"]}],"birthDate":"1980-01-02"}""".formatted(id).getBytes(StandardCharsets.UTF_8);
        byte[] sealed = new RecordSeal(Keyring.open(partnerKeys)).seal(patient);
        try (var partner = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int twice = 0; twice < 2; twice++) { // its relay may repeat an event
                partner.send(event(sealed, id));
            }
        }

        Awaitility.await()
                .atMost(SOON)
                .until(() -> eventsOf("sluice.patient.v1", "C-" + id).size() == 1);
        ledger.awaitDone();

        assertThat(ledger.rows("select outcome from message where control_id = 'E-" + id + "' order by seq"))
                .isEqualTo(List.of(List.of("ACCEPTED"), List.of("DUPLICATE")));
        String sent =
                "select d.state from delivery d join message m on m.id = d.message_id where m.control_id = ? and d.endpoint = ?";
        assertThat(ledger.one(sent, "E-" + id, "erp-finance/customers")).isEqualTo("DELIVERED");
        List<String> keys = given().port(erpPort).get("/applied").jsonPath().getList("idempotencyKey");
        assertThat(keys).contains(ledger.one(sent.replace("d.state", "d.id"), "E-" + id, "erp-finance/customers"));
    }

    private ProducerRecord<byte[], byte[]> event(byte[] data, String id) {
        var record = new ProducerRecord<>(topic, id.getBytes(StandardCharsets.UTF_8), data);
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "E-" + id,
                        "ce_source", "/sluice/admissions",
                        "ce_type", "sluice.patient.v1",
                        "ce_correlationid", "C-" + id,
                        "ce_datasealed", "true",
                        "content-type", "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private List<CanonicalTopics.Event> eventsOf(String canonical, String correlation) {
        return CanonicalTopics.read(bootstrap).stream()
                .filter(event -> event.topic().equals(canonical))
                .filter(event -> correlation.equals(event.attributes().get("correlationid")))
                .toList();
    }
}
