package io.sluice.receive.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.KafkaCluster;
import io.sluice.catalog.KafkaListener;
import io.sluice.catalog.SecretRef;
import io.sluice.catalog.StartFrom;
import io.sluice.catalog.Tls;
import io.sluice.ledger.Arrival;
import io.sluice.ledger.LedgerProblem;
import io.sluice.ledger.Origin;
import io.sluice.message.ProblemException;
import io.sluice.receive.Intake;
import io.sluice.receive.QueueCatalog;
import io.sluice.receive.ReceiveMeter;
import io.sluice.receive.RecordingLedger;
import io.sluice.receive.StoredQueue;
import io.sluice.stack.SecuredKafka;
import io.sluice.stack.TestStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several readers, readers that die, and a ledger that is slower than the topic. */
class KafkaGroupTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final String bootstrap = TestStack.shared().bootstrapServers();
    private final String name = "l" + UUID.randomUUID().toString().substring(0, 8);
    private StoredQueue stored;

    @BeforeEach
    void start() {
        stored = new StoredQueue(folder.resolve("keys"));
    }

    @AfterEach
    void stop() {
        stored.close();
    }

    @Test
    void twoReadersOfOneGroupStoreEveryRecordOnceThoughOneIsKilledInTheMiddle() throws Exception {
        try (TestTopic topic = new TestTopic(bootstrap, 6)) {
            topic.numbers(1, 3000, 6);
            Process first = reader(topic, "first");
            Process second = reader(topic, "second");
            try {
                await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> stored.count("true") > 300);
                first.destroyForcibly().onExit().join(); // kill -9
                long whenKilled = stored.count("true");
                topic.numbers(3001, 6000, 6);

                await().atMost(SOON.multipliedBy(2)).until(() -> stored.count("true") >= 6000);
                assertThat(whenKilled).isLessThan(6000);
                assertThat(stored.positions("kafka:group")).isEqualTo(topic.ends(6));
                assertThat(stored.count("true")).isEqualTo(6000);
                assertThat(stored.count("outcome = 'ACCEPTED'")).isEqualTo(6000);
                assertThat(stored.distinct()).isEqualTo(6000);
            } finally {
                first.destroyForcibly();
                second.destroyForcibly().onExit().join();
            }
        }
    }

    private Process reader(TestTopic topic, String log) throws Exception {
        return ReaderProcess.start(
                stored.database(), folder.resolve("keys"), bootstrap, topic.name(), folder.resolve(log + ".log"));
    }

    @Test
    void noMoreIsUnderWayThanTheWindowHolds() throws Exception {
        try (TestTopic topic = new TestTopic(bootstrap, 1)) {
            topic.numbers(1, 300, 1);
            RecordingLedger ledger = RecordingLedger.committingOnRequest();
            try (KafkaListeners listeners = open(clear(bootstrap), topic, 40, ledger)) {
                await().atMost(SOON).until(() -> ledger.arrivals().size() >= 20);
                await().during(Duration.ofMillis(700))
                        .until(() -> ledger.arrivals().size() <= 40);

                for (int n = 0; n < 300; n++) {
                    int next = n;
                    await().atMost(SOON)
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> ledger.arrivals().size() > next);
                    assertThat(ledger.arrivals().size() - n).isLessThanOrEqualTo(40);
                    ledger.commit(n);
                }
                inSteps(ledger.arrivals());
            }
        }
    }

    /** Each begins where the one before ended. */
    private static void inSteps(List<Arrival> arrivals) {
        long stands = 0;
        for (Arrival arrival : arrivals) {
            Origin.Progress step = arrival.origin().progress();
            assertThat(step.from()).isEqualTo(stands);
            stands = step.to();
        }
        assertThat(stands).isEqualTo(300);
    }

    @Test
    void whatTheLedgerDidNotStoreIsReadAgainFromWhereTheLedgerHasIt() throws Exception {
        try (TestTopic topic = new TestTopic(bootstrap, 1)) {
            topic.numbers(1, 10, 1);
            RecordingLedger ledger = RecordingLedger.committingOnRequest();
            try (KafkaListeners listeners = open(clear(bootstrap), topic, 100, ledger)) {
                await().atMost(SOON).until(() -> ledger.arrivals().size() == 10);

                for (int n = 0; n < 10; n++) {
                    ledger.fail(n, new ProblemException(LedgerProblem.UNAVAILABLE, "arrivals"));
                }

                await().atMost(SOON).until(() -> ledger.arrivals().size() == 20);
                assertThat(ledger.arrivals().get(10).origin().progress().from()).isZero();
                for (int n = 10; n < 20; n++) {
                    ledger.commit(n); // the end waits for what is under way
                }
            }
        }
    }

    @Test
    void aBrokerThatAsksForTlsAndSaslIsReadFrom() throws Exception {
        try (SecuredKafka kafka = new SecuredKafka(folder.resolve("kafka"));
                TestTopic topic = new TestTopic(kafka.inside(), 1)) {
            topic.numbers(1, 5, 1);
            Path secret = Files.writeString(folder.resolve("secret"), SecuredKafka.PASSWORD);
            var cluster = new KafkaCluster(
                    kafka.bootstrap(),
                    Optional.of(new KafkaCluster.Login(
                            "SCRAM-SHA-512", SecuredKafka.USER, new SecretRef("file", secret.toString()))),
                    Optional.of(new Tls(Optional.empty(), Optional.empty(), Optional.of(kafka.certificate()))),
                    Map.of());
            RecordingLedger ledger = RecordingLedger.committingAtOnce();
            try (KafkaListeners listeners = open(cluster, topic, 100, ledger)) {
                await().atMost(SOON).until(() -> ledger.arrivals().size() == 5);
            }
        }
    }

    private static KafkaCluster clear(String address) {
        return new KafkaCluster(address, Optional.empty(), Optional.empty(), Map.of());
    }

    private KafkaListeners open(KafkaCluster cluster, TestTopic topic, int window, RecordingLedger ledger) {
        KafkaListener listener = new KafkaListener(
                name,
                "partner",
                cluster,
                List.of(topic.name()),
                new StartFrom.Earliest(),
                List.of(),
                Optional.empty(),
                window,
                1 << 20,
                Optional.empty());
        Catalog catalog = QueueCatalog.of(listener, "json");
        var listeners = new KafkaListeners(
                new Intake(new CatalogHolder(catalog), ledger.ledger(), ReceiveMeter.NONE),
                stored.sources(),
                stored.keyring(),
                InstantSource.system(),
                ReceiveMeter.NONE);
        listeners.open(catalog);
        return listeners;
    }
}
