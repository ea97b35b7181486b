package io.sluice.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.api.EngineWorld;
import io.sluice.api.WithEngine;
import io.sluice.format.hl7.Hl7Header;
import io.sluice.format.hl7.Samples;
import io.sluice.simulator.ControlIds;
import io.sluice.simulator.MllpExchange;
import io.sluice.simulator.MllpSender;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EngineWorld.class)
class WholePathTest extends WithEngine {

    private static final Set<String> NAMED = Set.of("COMPLETED", "FILTERED", "REJECTED", "DUPLICATE", "HELD", "DEAD");

    private LedgerRows ledger;

    @BeforeEach
    void enter() {
        ledger = new LedgerRows(database);
    }

    @AfterEach
    void healed() throws Exception {
        erp("DELETE", "/script", "");
    }

    /** @param answer MSA-1, or {@code none} when the message asks for no acknowledgement */
    private record Row(String file, String type, String answer, String error, String state, boolean accepted) {

        @Override
        public String toString() {
            return "%-74s %-9s %-4s %-4s %s".formatted(file, type, answer, error, state);
        }
    }

    @Test
    void everySampleIsAnsweredAndEndsInANamedState() throws IOException {
        Map<String, Path> sent = new HashMap<>();
        List<String> order = new ArrayList<>();
        Map<String, MllpExchange> answers = new HashMap<>();
        for (Path sample : Samples.all()) {
            if (sample.toString().endsWith(".hl7")) {
                String id = ControlIds.fresh();
                byte[] message = ControlIds.replace(Samples.bytes(sample), id);
                String control =
                        Hl7Header.peek(message).map(Hl7Header::controlId).orElse("");
                String known = control.equals(id) ? id : "none of " + sample.getFileName();
                order.add(known);
                sent.put(known, sample);
                send(message).ifPresent(exchange -> answers.put(known, exchange));
            }
        }
        ledger.awaitDone();

        List<Row> rows =
                order.stream().map(id -> row(id, sent.get(id), answers.get(id))).toList();
        rows.forEach(System.out::println);
        List<Row> accepted = rows.stream().filter(Row::accepted).toList();
        long completed =
                accepted.stream().filter(r -> r.state().equals("COMPLETED")).count();
        System.out.printf("%d samples, %d accepted, %d of them COMPLETED%n", rows.size(), accepted.size(), completed);
        assertThat(rows).allSatisfy(r -> assertThat(r.state()).isIn(NAMED));
        assertThat(rows)
                .filteredOn(r -> r.answer().endsWith("R"))
                .allSatisfy(r -> assertThat(r.error()).isNotEmpty());
        assertThat(100.0 * completed / accepted.size()).isGreaterThanOrEqualTo(95);
    }

    private Row row(String id, Path sample, MllpExchange answer) {
        // A message without MSH-10 cannot be found by it; it is the one that was refused for that.
        String state = id.startsWith("none")
                ? "REJECTED"
                : ledger.one(
                        "select r.state from run r join message m on m.id = r.message_id and m.integration = r.integration"
                                + " where m.control_id = ? and r.event_id is null",
                        id);
        String outcome =
                id.startsWith("none") ? "REJECTED" : ledger.one("select outcome from message where control_id = ?", id);
        return new Row(
                sample.getFileName().toString(),
                Hl7Header.peek(Samples.bytes(sample)).map(Hl7Header::type).orElse(""),
                answer == null ? "none" : answer.ack(),
                answer == null ? "" : answer.error(),
                String.valueOf(state),
                "ACCEPTED".equals(outcome));
    }

    @Test
    void anIndependentConsumerFindsEveryEventOnceInTheOrderOfItsKey() throws IOException {
        String run = ControlIds.fresh();
        for (int number = 1; number <= 20; number++) {
            for (int patient = 0; patient < 5; patient++) {
                send(admission(run + "-" + patient + "-" + number, run + "P" + patient, "N" + number));
            }
        }
        ledger.awaitDone();

        List<CanonicalTopics.Event> events = CanonicalTopics.read(bootstrap);
        List<String> ids = events.stream().map(e -> e.attributes().get("id")).toList();
        assertThat(ids).doesNotHaveDuplicates();
        Set<String> recorded = new HashSet<>();
        ledger.rows("select id from event").forEach(row -> recorded.add(row.getFirst()));
        assertThat(new HashSet<>(ids)).containsAll(recorded);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.attributes())
                    .containsEntry("specversion", "1.0")
                    .containsKeys(
                            "source",
                            "type",
                            "time",
                            "correlationid",
                            "causationid",
                            "dataschema",
                            "dataclassification");
            assertThat(new String(event.data(), StandardCharsets.UTF_8)).doesNotContain("EXAMPLE");
        });
        Map<String, Long> seqs = new HashMap<>();
        ledger.rows("select id, seq from event").forEach(row -> seqs.put(row.get(0), Long.valueOf(row.get(1))));
        Map<String, Long> last = new HashMap<>();
        for (CanonicalTopics.Event event : events) {
            Long seq = seqs.get(event.attributes().get("id"));
            Long before = seq == null ? null : last.put(event.topic() + event.key(), seq);
            assertThat(before == null || before < seq)
                    .as("order of %s", event.key())
                    .isTrue();
        }
    }

    @Test
    void financeReceivesOnlyTheFieldsThatItMayRead() throws Exception {
        String mrn = ControlIds.fresh() + "F";
        erp("POST", "/remember", "[\"/gender\",\"/telecom\",\"/maritalStatus\",\"/birthDate\"]");
        send(admission(ControlIds.fresh(), mrn, "EXAMPLE"));
        ledger.awaitDone();

        String seen = erp("GET", "/applied", "");
        assertThat(seen).contains("/birthDate");
        assertThat(seen).doesNotContain("/gender").doesNotContain("/telecom").doesNotContain("/maritalStatus");
    }

    @Test
    void aDeadReceiverDelaysNoOther() throws Exception {
        erp("POST", "/script", "{\"path\":\"/customers\",\"status\":503}");
        String control = ControlIds.fresh();
        send(admission(control, control + "D", "EXAMPLE"));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> "DELIVERED"
                        .equals(ledger.one(
                                "select d.state from delivery d join message m on m.id = d.message_id"
                                        + " where m.control_id = ? and d.endpoint = 'lab/adt'",
                                control)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ledger.one(
                                "select d.state from delivery d join message m on m.id = d.message_id"
                                        + " where m.control_id = ? and d.endpoint = 'erp-finance/customers'"
                                        + " and d.attempts > 0",
                                control))
                        .isIn("QUEUED", "SENDING"));
        erp("DELETE", "/script", "");
    }

    private Optional<MllpExchange> send(byte[] message) throws IOException {
        try (MllpSender sender = new MllpSender("127.0.0.1", mllpPort, Duration.ofSeconds(silent(message) ? 1 : 30))) {
            return Optional.of(sender.send(message));
        } catch (SocketTimeoutException e) {
            assertThat(silent(message))
                    .as("only a message that asks for no acknowledgement gets none")
                    .isTrue();
            return Optional.empty();
        }
    }

    private static boolean silent(byte[] message) {
        return Hl7Header.peek(message)
                .map(h -> h.acceptAck().equals("NE")
                        || h.acceptAck().equals("ER")
                        || h.applicationAck().equals("NE")
                        || h.applicationAck().equals("ER"))
                .orElse(false);
    }

    private static byte[] admission(String control, String mrn, String family) {
        return String.join(
                        "\r",
                        "MSH|^~\\&|EHR|HOSP|SLUICE|HOSP|20261122101500||ADT^A01^ADT_A01|" + control + "|P|2.5.1",
                        "EVN|A01|20261122101500",
                        "PID|1||" + mrn + "^^^HOSP^MR||" + family
                                + "^ALEX||19800102|F|||1 MAIN ST^^SPRINGFIELD^IL^62701||^PRN^PH^^1^206^3345232|||M",
                        "PV1|1|I|2W^201^A|||||||||||||||V" + mrn + "|||||||||||||||||||||||||20261122101500",
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String erp(String method, String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + erpPort + path))
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
