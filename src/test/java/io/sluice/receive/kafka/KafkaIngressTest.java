package io.sluice.receive.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.Inflow;
import io.sluice.catalog.KafkaCluster;
import io.sluice.catalog.KafkaListener;
import io.sluice.catalog.StartFrom;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RecordSeal;
import io.sluice.receive.QueueCatalog;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.StoredQueue;
import io.sluice.receive.StoredQueue.Stored;
import io.sluice.stack.TestStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of a real broker on their way into a real ledger. */
class KafkaIngressTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @TempDir
    Path folder;

    private final String bootstrap = TestStack.shared().bootstrapServers();
    private final String name = "l" + UUID.randomUUID().toString().substring(0, 8);
    private StoredQueue stored;
    private TestTopic topic;
    private KafkaListeners listeners;

    @BeforeEach
    void start() throws Exception {
        stored = new StoredQueue(folder.resolve("keys"));
        topic = new TestTopic(bootstrap, 3);
    }

    @AfterEach
    void stop() {
        if (listeners != null) {
            listeners.close();
        }
        topic.close();
        stored.close();
    }

    @Test
    void positionsMoveWithTheMessages() throws Exception {
        topic.numbers(1, 600, 3);

        open(new StartFrom.Earliest());

        awaitMessages(600);
        assertThat(stored.positions("kafka:" + name)).isEqualTo(topic.ends(3));
        assertThat(listeners.refused()).isEmpty();
        assertThat(listeners.listening()).containsKey(name);
    }

    @Test
    void theBeginningIsFixedAtTheFirstDeployment() throws Exception {
        topic.numbers(1, 30, 3);
        open(new StartFrom.Now());
        awaitListening();
        topic.numbers(31, 60, 3);
        awaitMessages(30);
        listeners.close();
        topic.numbers(61, 90, 3);

        open(new StartFrom.Earliest());

        awaitMessages(60);
        assertThat(stored.positions("kafka:" + name)).isEqualTo(topic.ends(3));
    }

    @Test
    void readingBeginsAtATime() throws Exception {
        topic.send(0, "{\"early\":true}");
        Instant since = Instant.ofEpochMilli(topic.send(1, "{\"early\":true}").timestamp() + 1);
        await().until(() -> Instant.now().isAfter(since));
        topic.send(1, "{\"late\":true}");

        open(new StartFrom.Time(since));

        awaitMessages(1);
        assertThat(stored.original(stored.stored().getFirst())).isEqualTo("{\"late\":true}");
    }

    @Test
    void aPartitionThatIsAddedLaterIsReadFromItsBeginning() throws Exception {
        open(new StartFrom.Now());
        awaitListening();
        topic.send(0, "{}");
        awaitMessages(1);
        listeners.close();
        topic.partitions(4);
        await().atMost(SOON).ignoreExceptions().until(() -> topic.send(3, "{}") != null);

        open(new StartFrom.Now());

        awaitMessages(2);
    }

    @Test
    void aRecordThatCannotBeReadIsKeptAndThePartitionGoesOn() throws Exception {
        topic.send(0, "{\"first\":1}");
        topic.send(0, "not json");
        topic.send(0, (String) null);
        topic.send(0, "{\"envelope\":\"broken\"", "content-type", "application/cloudevents+json; charset=utf-8");
        topic.send(0, "x".repeat(600_000));
        topic.send(0, "{\"last\":1}");

        open(new StartFrom.Earliest());

        awaitMessages(6);
        assertThat(stored.stored())
                .extracting(Stored::outcome, Stored::code)
                .containsExactly(
                        row("ACCEPTED", null),
                        row("REJECTED", ReceiveProblem.CONTENT_INVALID.code()),
                        row("REJECTED", ReceiveProblem.MESSAGE_EMPTY.code()),
                        row("REJECTED", ReceiveProblem.EVENT_INVALID.code()),
                        row("REJECTED", ReceiveProblem.MESSAGE_TOO_LARGE.code()),
                        row("ACCEPTED", null));
        assertThat(stored.original(stored.stored().get(1))).isEqualTo("not json");
        assertThat(stored.original(stored.stored().get(4))).hasSize(512 << 10);
        assertThat(stored.count("integration = '" + QueueCatalog.INTEGRATION + "'"))
                .isEqualTo(6);
        assertThat(stored.positions("kafka:" + name)).isEqualTo(topic.ends(3));
    }

    @Test
    void onlyListedHeadersReachTheRoute() throws Exception {
        topic.send(
                2,
                "{}",
                "region",
                "north",
                "CamelFileName",
                "/etc/passwd",
                "kafka.OVERRIDE_TOPIC",
                "other",
                "X-Correlation-Id",
                "C-17",
                "traceparent",
                TRACE);

        open(new StartFrom.Earliest());

        ReadyRun run = stored.nextRun();
        assertThat(run.headers()).isEqualTo(Map.of("region", "north", "topic", topic.name(), "recordKey", "key"));
        assertThat(run.correlationId()).isEqualTo("C-17");
        assertThat(run.traceparent()).isEqualTo(TRACE);
        assertThat(stored.stored().getFirst().peer()).isEqualTo(topic.name() + "/2");
    }

    @Test
    void cloudEventsKeepIdTypeCorrelationAndTheBytesOfTheirData() throws Exception {
        topic.send(
                0,
                "{\"a\": 1.10}",
                "ce_specversion",
                "1.0",
                "ce_id",
                "E-1",
                "ce_source",
                "/partner",
                "ce_type",
                "order.placed",
                "ce_correlationid",
                "C-1",
                "ce_traceparent",
                TRACE,
                "content-type",
                "application/json");
        topic.send(0, """
                {"specversion": "1.0", "id": "E-2", "source": "/partner", "type": "order.placed", "correlationid": "C-2",
                 "data": {"a": 1.10,  "list": [1, {"b": null}]}, "time": "2026-11-23T00:00:00Z"}""", "content-type", "application/cloudevents+json");
        topic.send(
                0,
                "{\"specversion\":\"1.0\",\"id\":\"E-3\",\"source\":\"/p\",\"type\":\"t\",\"data_base64\":\"eyJjIjoxfQ==\"}",
                "content-type",
                "application/cloudevents+json");

        open(new StartFrom.Earliest());

        awaitMessages(3);
        assertThat(stored.stored())
                .extracting(Stored::outcome, Stored::type, Stored::controlId, Stored::correlation)
                .startsWith(
                        row("ACCEPTED", "order.placed", "E-1", "C-1"), row("ACCEPTED", "order.placed", "E-2", "C-2"));
        assertThat(stored.stored().stream().map(stored::original))
                .containsExactly("{\"a\": 1.10}", "{\"a\": 1.10,  \"list\": [1, {\"b\": null}]}", "{\"c\":1}");
        assertThat(stored.nextRun().headers())
                .containsEntry("eventSource", "/partner")
                .containsEntry("eventId", "E-1");
    }

    @Test
    void anEventThatIsPublishedTwiceIsTakenOnceAndOtherBytesUnderItsIdAreHeld() throws Exception {
        for (String data : List.of("{\"a\":1}", "{\"a\":1}", "{\"a\":2}")) {
            topic.send(0, data, "ce_specversion", "1.0", "ce_id", "E-1", "ce_source", "/partner", "ce_type", "t");
        }

        open(new StartFrom.Earliest());

        awaitMessages(3);
        assertThat(stored.stored()).extracting(Stored::outcome).containsExactly("ACCEPTED", "DUPLICATE", "CONFLICT");
    }

    @Test
    void eventsThatAnotherDeploymentSealedAreOpenedWithItsKeys() throws Exception {
        RecordSeal theirs = new RecordSeal(Keyring.open(folder.resolve("their-keys")));
        RecordSeal strangers = new RecordSeal(Keyring.open(folder.resolve("strange-keys")));
        byte[] data = "{\"family\":\"EXAMPLE\"}".getBytes(StandardCharsets.UTF_8);
        for (RecordSeal seal : List.of(theirs, strangers)) {
            topic.send(
                    0,
                    seal.seal(data),
                    "ce_specversion",
                    "1.0",
                    "ce_id",
                    UUID.randomUUID().toString(),
                    "ce_type",
                    "sluice.patient.v1",
                    "ce_source",
                    "/sluice/admissions",
                    "ce_datasealed",
                    "true");
        }

        KafkaListener own = listener(new StartFrom.Earliest());
        open(new KafkaListener(
                own.name(),
                own.system(),
                own.cluster(),
                own.topics(),
                own.startFrom(),
                own.headers(),
                own.keyHeader(),
                own.window(),
                own.recordLimit(),
                Optional.of(folder.resolve("their-keys").toString())));

        awaitMessages(2);
        assertThat(stored.stored())
                .extracting(Stored::outcome, Stored::code)
                .containsExactly(row("ACCEPTED", null), row("REJECTED", ReceiveProblem.SEAL_UNOPENED.code()));
        assertThat(stored.original(stored.stored().getFirst())).isEqualTo("{\"family\":\"EXAMPLE\"}");
    }

    @Test
    void anEventThatWasPublishedHereIsNotTakenAgainWhenItComesBack() throws Exception {
        for (String publisher : List.of("admissions", QueueCatalog.INTEGRATION)) {
            topic.send(
                    0,
                    "{}",
                    "ce_specversion",
                    "1.0",
                    "ce_id",
                    "E-" + publisher,
                    "ce_type",
                    "sluice.patient.v1",
                    "ce_source",
                    "/sluice/" + publisher);
        }

        open(new StartFrom.Earliest());

        awaitMessages(2);
        assertThat(stored.stored())
                .extracting(Stored::outcome, Stored::code)
                .containsExactly(row("ACCEPTED", null), row("REJECTED", ReceiveProblem.EVENT_CAME_BACK.code()));
    }

    @Test
    void onlyCommittedRecordsAreTakenAndGapsInTheOffsetsDoNotMatter() throws Exception {
        topic.transaction(5, true);
        topic.transaction(7, false);
        topic.transaction(5, true);
        topic.send(0, "{\"plain\":true}");

        open(new StartFrom.Earliest());

        awaitMessages(11);
        assertThat(stored.positions("kafka:" + name))
                .containsEntry(topic.name() + "/0", topic.ends(1).get(topic.name() + "/0"));
        assertThat(stored.stored().stream().map(stored::original)).doesNotContain("{\"in\":false}");
    }

    @Test
    void whatTheTopicDeletedUnreadIsRecordedWithItsRangeAndHealthSaysSo() throws Exception {
        topic.numbers(1, 9, 3);
        open(new StartFrom.Earliest());
        awaitMessages(9);
        listeners.close();
        topic.numbers(10, 39, 3);
        topic.deleteBefore(1, 10);

        open(new StartFrom.Earliest());

        awaitMessages(9 + 20 + 3 + 1);
        Stored notice = stored.stored().stream()
                .filter(message -> ReceiveProblem.RECORDS_LOST.code().equals(message.code()))
                .findFirst()
                .orElseThrow();
        assertThat(stored.original(notice))
                .isEqualTo("{\"topic\":\"" + topic.name() + "\",\"partition\":1,\"from\":3,\"to\":10}");
        assertThat(listeners.warnings())
                .hasEntrySatisfying(name, text -> assertThat(text).contains("from 3 to 10"));
        assertThat(stored.meter().refused(ReceiveProblem.RECORDS_LOST)).isEqualTo(1);
        assertThat(stored.positions("kafka:" + name)).isEqualTo(topic.ends(3));
    }

    @Test
    void aLedgerThatLosesItsConnectionsAgainAndAgainStoresEveryRecordOnce() throws Exception {
        open(new StartFrom.Earliest());
        for (int round = 0; round < 5; round++) {
            topic.numbers(round * 400 + 1, round * 400 + 400, 3);
            stored.breakConnections();
        }

        awaitMessages(2000);
        assertThat(stored.positions("kafka:" + name)).isEqualTo(topic.ends(3));
        assertThat(stored.count("outcome <> 'ACCEPTED'")).isZero();
        assertThat(stored.distinct()).isEqualTo(2000);
    }

    @Test
    void aTopicThatIsNotThereIsWaitedForAndReadWhenItComes() throws Exception {
        String missing = "missing-" + name;
        KafkaListener own = listener(new StartFrom.Earliest());
        open(new KafkaListener(
                own.name(),
                own.system(),
                own.cluster(),
                List.of(missing),
                own.startFrom(),
                own.headers(),
                own.keyHeader(),
                own.window(),
                own.recordLimit(),
                own.keys()));

        await().atMost(SOON).until(() -> listeners.warnings().containsKey(name));
        assertThat(listeners.warnings().get(name))
                .isEqualTo(ReceiveProblem.TOPIC_MISSING.code() + " waiting for topic " + missing);
        assertThat(listeners.refused()).isEmpty();
        assertThat(listeners.listening()).isEmpty();

        try (TestTopic late = new TestTopic(bootstrap, missing, 2)) {
            late.numbers(1, 6, 2);
            awaitMessages(6);
        }
        awaitListening();
        assertThat(listeners.warnings()).isEmpty();
    }

    @Test
    void saysHowManyRecordsOfEachPartitionAreNotStoredYet() throws Exception {
        topic.numbers(1, 9, 3);
        Catalog catalog =
                QueueCatalog.limited(QueueCatalog.of(listener(new StartFrom.Earliest()), "json"), new Inflow(1, 1, 0));
        open(catalog);
        await().atMost(SOON)
                .until(() ->
                        sum(stored.meter().behind()) > 0 && sum(stored.meter().behind()) < 9);

        listeners.close();
        assertThat(stored.meter().behind()).isEmpty();
        open(new StartFrom.Earliest());

        await().atMost(SOON).until(() -> stored.meter().behind().equals(Map.of(0, 0L, 1, 0L, 2, 0L)));
        assertThat(stored.distinct()).isEqualTo(9);
    }

    private static long sum(Map<Integer, Long> records) {
        return records.values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void aSystemThatSendsMoreThanItMayIsReadMoreSlowlyAndNothingIsDropped() throws Exception {
        topic.numbers(1, 6, 3);
        Catalog catalog =
                QueueCatalog.limited(QueueCatalog.of(listener(new StartFrom.Earliest()), "json"), new Inflow(5, 1, 0));
        listeners = new KafkaListeners(
                stored.intake(catalog), stored.sources(), stored.keyring(), InstantSource.system(), stored.meter());
        long began = System.nanoTime();

        listeners.open(catalog);

        awaitMessages(6);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(950));
        assertThat(stored.distinct()).isEqualTo(6);
        assertThat(stored.positions("kafka:" + name)).isEqualTo(topic.ends(3));
    }

    private static Tuple row(Object... values) {
        return Tuple.tuple(values);
    }

    private KafkaListener listener(StartFrom from) {
        var cluster = new KafkaCluster(bootstrap, Optional.empty(), Optional.empty(), Map.of());
        return new KafkaListener(
                name,
                "partner",
                cluster,
                List.of(topic.name()),
                from,
                List.of("region"),
                Optional.of("recordKey"),
                200,
                512 << 10,
                Optional.empty());
    }

    private void open(StartFrom from) {
        open(listener(from));
    }

    private void open(KafkaListener listener) {
        open(QueueCatalog.of(listener, "json"));
    }

    private void open(Catalog catalog) {
        listeners = new KafkaListeners(
                stored.intake(catalog), stored.sources(), stored.keyring(), InstantSource.system(), stored.meter());
        listeners.open(catalog);
    }

    private void awaitListening() {
        await().atMost(SOON).until(() -> listeners.listening().containsKey(name));
    }

    private void awaitMessages(long count) {
        await().atMost(SOON).until(() -> stored.count("true") >= count);
        assertThat(stored.count("true")).isEqualTo(count);
    }
}
