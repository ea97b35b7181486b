package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.KafkaCluster;
import io.sluice.catalog.KafkaEndpoint;
import io.sluice.catalog.Limits;
import io.sluice.catalog.SecretRef;
import io.sluice.catalog.Tls;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.ledger.PostgresLedger;
import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.Refused;
import io.sluice.send.SendOutcome.Unreached;
import io.sluice.stack.SecuredKafka;
import io.sluice.stack.TestStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records to a real broker. */
class KafkaTransportTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final String bootstrap = TestStack.shared().bootstrapServers();
    private final String topic = "out-" + UUID.randomUUID();

    @Test
    void everyDeliveryArrivesOnceInTheOrderOfItsKeyKnownByItsIdAndCorrelation() throws Exception {
        make(bootstrap);
        SendDatabase database = new SendDatabase();
        try (SendingEngine engine =
                new SendingEngine(database, SendCatalog.of(endpoint(clear(bootstrap), SendCatalog.PATIENT)))) {
            List<UUID> sent = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                sent.add(engine.enqueue(
                        "partner/orders", "lane" + i % 4, "{\"lane\":" + i % 4 + ",\"number\":" + i + "}"));
            }

            await().atMost(SOON).until(() -> database.count("state = 'DELIVERED'") == 100);

            List<ConsumerRecord<byte[], byte[]>> records = read(bootstrap);
            assertThat(records).hasSize(100);
            assertThat(records.stream()
                            .map(one -> header(one, "Idempotency-Key"))
                            .collect(Collectors.toSet()))
                    .isEqualTo(sent.stream().map(UUID::toString).collect(Collectors.toSet()));
            assertThat(records).allSatisfy(one -> {
                assertThat(header(one, "ce_id")).isEqualTo(header(one, "Idempotency-Key"));
                assertThat(header(one, "ce_type")).isEqualTo("order.placed");
                assertThat(header(one, "ce_source")).isEqualTo("/sluice/feed");
                assertThat(header(one, "ce_correlationid"))
                        .isEqualTo(header(one, "X-Correlation-Id"))
                        .isNotEmpty();
                assertThat(header(one, "content-type")).isEqualTo("application/json");
            });
            inOrder(records);
        }
    }

    private static void inOrder(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, List<Integer>> numbers = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> one : records) {
            String number = text(one.value()).replaceAll(".*number\":|}", "");
            numbers.computeIfAbsent(text(one.key()), key -> new ArrayList<>()).add(Integer.valueOf(number));
        }
        assertThat(numbers).hasSize(4);
        assertThat(numbers.keySet()).allMatch(key -> key.matches("[0-9a-f]{16}"));
        assertThat(numbers.values()).allSatisfy(of -> assertThat(of).isSorted());
    }

    @Test
    void aDeliveryOfUnknownFateIsLookedForBeforeItIsSentAgain() throws Exception {
        make(bootstrap);
        ClaimedDelivery first = now(Deliveries.of("{\"a\":1}"), 0);
        try (KafkaTransport transport = new KafkaTransport(endpoint(clear(bootstrap), SendCatalog.PATIENT))) {
            Accepted sent = (Accepted) outcome(transport, first);

            SendOutcome again = outcome(transport, now(first, 1));
            SendOutcome other = outcome(transport, now(Deliveries.of("{\"b\":1}"), 1));

            assertThat(again).isEqualTo(new Accepted(sent.status(), null));
            assertThat(other).isInstanceOf(Accepted.class).isNotEqualTo(again);
        }
        assertThat(read(bootstrap)).hasSize(2);
    }

    @Test
    void manyDeliveriesOfUnknownFateAreLookedForTogetherSoThatNoneComesTooLate() throws Exception {
        make(bootstrap);
        Map<ClaimedDelivery, CompletableFuture<SendOutcome>> doubtful = new LinkedHashMap<>();
        try (KafkaTransport transport = new KafkaTransport(endpoint(clear(bootstrap), Duration.ofSeconds(9)))) {
            for (int i = 0; i < 300; i++) {
                ClaimedDelivery delivery = now(Deliveries.of("{\"number\":" + i + "}"), 0);
                if (i % 2 == 0) {
                    assertThat(outcome(transport, delivery)).isInstanceOf(Accepted.class);
                }
                doubtful.put(now(delivery, 1), null);
            }
            doubtful.replaceAll((delivery, none) -> transport.send(delivery).toCompletableFuture());

            assertThat(doubtful.values())
                    .allSatisfy(outcome ->
                            assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Accepted.class));
        }
        assertThat(read(bootstrap).stream().map(one -> header(one, "Idempotency-Key")))
                .containsExactlyInAnyOrderElementsOf(doubtful.keySet().stream()
                        .map(delivery -> delivery.id().toString())
                        .toList());
    }

    @Test
    void aDeliveryThatWasBeingSentWhenTheEngineDiedIsLookedForAndSentOnlyWhereItIsNotThere() throws Exception {
        make(bootstrap);
        KafkaEndpoint endpoint = endpoint(clear(bootstrap), Duration.ofSeconds(6));
        SendDatabase database = new SendDatabase();
        UUID arrived;
        UUID unsent;
        try (SendingEngine before = new SendingEngine(database, SendCatalog.of())) { // knows no endpoint: both wait
            arrived = before.enqueue(endpoint.id(), "a", "{\"number\":1}");
            unsent = before.enqueue(endpoint.id(), "b", "{\"number\":2}");
            await().atMost(SOON).until(() -> database.count("state = 'QUEUED'") == 2);
        }
        try (PostgresLedger dying = database.open();
                KafkaTransport transport = new KafkaTransport(endpoint)) {
            List<ClaimedDelivery> claimed = new ArrayList<>();
            await().atMost(SOON).until(() -> claimed.addAll(dying.claim(endpoint.id(), 2)) && claimed.size() == 2);
            dying.sending(claimed).join();
            claimed.sort(Comparator.comparing(one -> !one.id().equals(arrived)));
            assertThat(outcome(transport, claimed.getFirst())).isInstanceOf(Accepted.class);
        }

        try (SendingEngine after = new SendingEngine(database, SendCatalog.of(endpoint))) {
            await().atMost(SOON).until(() -> database.count("state = 'DELIVERED'") == 2);
        }

        assertThat(read(bootstrap).stream().map(one -> header(one, "Idempotency-Key")))
                .containsExactlyInAnyOrder(arrived.toString(), unsent.toString());
    }

    @Test
    void nothingHasLeftWhileNoBrokerAnswersOrTheTopicIsNotThere() {
        for (String address : List.of("127.0.0.1:1", bootstrap)) {
            try (KafkaTransport transport = new KafkaTransport(endpoint(clear(address), Duration.ofSeconds(3)))) {
                assertThat(outcome(transport, Deliveries.of("{}"))).isEqualTo(new Unreached(SendProblem.UNREACHABLE));
            }
        }
    }

    @Test
    void aRecordThatIsTooLargeIsRefusedForGood() throws Exception {
        make(bootstrap);
        try (KafkaTransport transport = new KafkaTransport(endpoint(clear(bootstrap), SendCatalog.PATIENT))) {
            assertThat(outcome(transport, Deliveries.of("x".repeat(3_000_000))))
                    .isEqualTo(new Refused(SendProblem.NOT_SENDABLE, null, null));
        }
    }

    @Test
    void aBrokerThatAsksForTlsAndSaslIsReachedWithThePasswordOnly() throws Exception {
        try (SecuredKafka kafka = new SecuredKafka(folder)) {
            make(kafka.inside());
            KafkaEndpoint right = endpoint(secured(kafka, SecuredKafka.PASSWORD), SendCatalog.PATIENT);
            KafkaEndpoint wrong = endpoint(secured(kafka, "guessed"), Duration.ofSeconds(10));
            KafkaEndpoint missing = endpoint(secured(kafka, ""), Duration.ofSeconds(10));
            KafkaEndpoint distrusting = endpoint(
                    new KafkaCluster(
                            kafka.bootstrap(), right.cluster().login(),
                            Optional.of(new Tls(Optional.empty(), Optional.empty(), Optional.empty())), Map.of()),
                    Duration.ofSeconds(10));

            assertThat(once(right)).isInstanceOf(Accepted.class);
            assertThat(once(wrong)).isEqualTo(new Unreached(SendProblem.NOT_AUTHORISED));
            assertThat(once(missing)).isEqualTo(new Unreached(SendProblem.SECRET_MISSING));
            assertThat(once(distrusting)).isEqualTo(new Unreached(SendProblem.TLS_FAILED));
            assertThat(read(kafka.inside())).hasSize(1);
        }
    }

    private KafkaCluster secured(SecuredKafka kafka, String password) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret-" + UUID.randomUUID()), password);
        return new KafkaCluster(
                kafka.bootstrap(),
                Optional.of(new KafkaCluster.Login(
                        "SCRAM-SHA-512", SecuredKafka.USER, new SecretRef("file", secret.toString()))),
                Optional.of(new Tls(Optional.empty(), Optional.empty(), Optional.of(kafka.certificate()))),
                Map.of());
    }

    private static KafkaCluster clear(String address) {
        return new KafkaCluster(address, Optional.empty(), Optional.empty(), Map.of());
    }

    private KafkaEndpoint endpoint(KafkaCluster cluster, Duration timeout) {
        return new KafkaEndpoint(
                "orders",
                "partner",
                cluster,
                topic,
                Optional.of("order.placed"),
                false,
                timeout,
                Limits.NONE,
                Optional.of(SendCatalog.NEVER));
    }

    private static SendOutcome once(KafkaEndpoint endpoint) {
        try (KafkaTransport transport = new KafkaTransport(endpoint)) {
            return outcome(transport, Deliveries.of("{}"));
        }
    }

    private static SendOutcome outcome(KafkaTransport transport, ClaimedDelivery delivery) {
        return transport.send(delivery).toCompletableFuture().join();
    }

    private static ClaimedDelivery now(ClaimedDelivery d, int attempts) {
        return new ClaimedDelivery(
                d.id(),
                d.messageId(),
                d.runId(),
                d.eventId(),
                d.integration(),
                d.endpoint(),
                d.contentType(),
                d.meta(),
                d.body(),
                attempts,
                d.revision(),
                d.seq(),
                d.epoch(),
                Instant.now(),
                d.correlationId(),
                d.traceparent(),
                d.orderKey());
    }

    private void make(String address) throws Exception {
        Properties client = new Properties();
        client.put("bootstrap.servers", address);
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(Set.of(new NewTopic(topic, 3, (short) 1))).all().get();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String address) {
        Properties client = new Properties();
        client.put("bootstrap.servers", address);
        client.put("enable.auto.commit", "false");
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
