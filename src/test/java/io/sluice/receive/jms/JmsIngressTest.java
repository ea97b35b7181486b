package io.sluice.receive.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.broker.JmsConnections;
import io.sluice.catalog.Catalog;
import io.sluice.catalog.Inflow;
import io.sluice.catalog.JmsBroker;
import io.sluice.catalog.JmsListener;
import io.sluice.catalog.SecretRef;
import io.sluice.ledger.ReadyRun;
import io.sluice.receive.QueueCatalog;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.StoredQueue;
import io.sluice.receive.StoredQueue.Stored;
import io.sluice.receive.Verdict;
import io.sluice.stack.ClassicBroker;
import io.sluice.stack.LocalArtemis;
import io.sluice.stack.TestQueue;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of a real broker on their way into a real ledger. */
class JmsIngressTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String NAME = "esb";
    private static final AtomicBoolean OPENED = new AtomicBoolean();

    @TempDir
    static Path brokerFolder;

    @TempDir
    Path folder;

    private static LocalArtemis artemis;
    private StoredQueue stored;
    private TestQueue queue;
    private JmsListeners listeners;

    @BeforeAll
    static void startBroker() {
        artemis = LocalArtemis.start(brokerFolder);
    }

    @AfterAll
    static void stopBroker() {
        artemis.close();
    }

    @BeforeEach
    void start() throws Exception {
        stored = new StoredQueue(folder.resolve("keys"));
        queue = new TestQueue(artemis());
    }

    @AfterEach
    void stop() throws Exception {
        if (listeners != null) {
            listeners.close();
        }
        queue.close();
        stored.close();
    }

    @Test
    void textAndBytesAreStoredAndLeaveTheQueue() throws Exception {
        queue.text("{\"text\":\"ä\"}");
        queue.send(session -> bytes(session, "{\"bytes\":1}"));

        open(listener(artemis()));

        awaitMessages(2);
        assertThat(stored.stored().stream().map(stored::original)).containsExactly("{\"text\":\"ä\"}", "{\"bytes\":1}");
        await().atMost(SOON).until(() -> queue.size() == 0);
        assertThat(listeners.listening()).containsKey(NAME);
        assertThat(listeners.refused()).isEmpty();
    }

    @Test
    void idCorrelationTypeAndListedPropertiesReachTheRunAndNoOthers() throws Exception {
        Message sent = queue.send(session -> {
            Message message = session.createTextMessage("{}");
            message.setJMSCorrelationID("ESB-4711");
            message.setJMSType("order.placed");
            message.setStringProperty("region", "north");
            message.setIntProperty("priorityClass", 3);
            message.setStringProperty("CamelFileName", "/etc/passwd");
            message.setStringProperty("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            return message;
        });
        Message plain = queue.send(session -> session.createTextMessage("{\"plain\":1}"));

        open(listener(artemis()));

        ReadyRun run = stored.nextRun();
        assertThat(run.headers()).isEqualTo(Map.of("region", "north", "priorityClass", "3", "deliveryCount", "1"));
        assertThat(run.correlationId()).isEqualTo("ESB-4711");
        assertThat(run.messageType()).isEqualTo("order.placed");
        assertThat(run.controlId()).isEqualTo(sent.getJMSMessageID());
        assertThat(run.traceparent()).isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(stored.nextRun().correlationId()).isEqualTo(plain.getJMSMessageID());
    }

    @Test
    void whatIsNeitherTextNorBytesIsKeptAsRejectedAndNeverOpened() throws Exception {
        queue.send(session -> session.createObjectMessage(new Trap()));
        queue.send(session -> {
            var map = session.createMapMessage();
            map.setString("a", "b");
            return map;
        });
        queue.text("", "not json", "x".repeat(300_000), "{\"last\":1}");

        open(listener(artemis()));

        awaitMessages(6);
        assertThat(stored.stored())
                .extracting(Stored::outcome, Stored::code)
                .containsExactly(
                        row("REJECTED", ReceiveProblem.MESSAGE_KIND.code()),
                        row("REJECTED", ReceiveProblem.MESSAGE_KIND.code()),
                        row("REJECTED", ReceiveProblem.MESSAGE_EMPTY.code()),
                        row("REJECTED", ReceiveProblem.CONTENT_INVALID.code()),
                        row("REJECTED", ReceiveProblem.MESSAGE_TOO_LARGE.code()),
                        row("ACCEPTED", null));
        assertThat(OPENED).isFalse();
        await().atMost(SOON).until(() -> queue.size() == 0);
    }

    @Test
    void whatWasStoredButNotCommittedAtTheBrokerIsDeliveredAgainAndRecognised() throws Exception {
        queue.text("{\"number\":1}");
        Verdict verdict = storedAndNotCommitted();
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);

        open(listener(artemis()));

        awaitMessages(2);
        assertThat(stored.stored()).extracting(Stored::outcome).containsExactly("ACCEPTED", "DUPLICATE");
        await().atMost(SOON).until(() -> queue.size() == 0);
    }

    @Test
    void whatWasRefusedButNotCommittedAtTheBrokerIsRefusedOnceAndAnotherMessageOfTheSameBytesAgain() throws Exception {
        queue.text("not json");
        Verdict verdict = storedAndNotCommitted();
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);

        open(listener(artemis()));
        await().atMost(SOON).until(() -> queue.size() == 0);
        queue.text("not json");

        awaitMessages(3);
        assertThat(stored.stored()).extracting(Stored::outcome).containsExactly("REJECTED", "DUPLICATE", "REJECTED");
        await().atMost(SOON).until(() -> queue.size() == 0);
    }

    /**
     * As an engine leaves it that dies between the ledger's commit and the broker's: the session's transaction never
     * ends.
     */
    private Verdict storedAndNotCommitted() throws Exception {
        Catalog catalog = QueueCatalog.of(listener(artemis()), "json");
        var door = new JmsDoor(
                listener(artemis()),
                catalog.integration(QueueCatalog.INTEGRATION),
                stored.intake(catalog),
                () -> true,
                InstantSource.system());
        try (var connection = JmsConnections.open(artemis())) {
            connection.start();
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            Message message =
                    session.createConsumer(session.createQueue(queue.name())).receive(10_000);
            return door.intake()
                    .take(new MessageReader(door).read(message).inbound())
                    .verdict()
                    .join();
        }
    }

    @Test
    void aLedgerThatLosesItsConnectionsStoresEveryMessageOnceAndNoneGoesToTheDeadLettersOfTheBroker() throws Exception {
        open(listener(artemis()));
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 40; i++) {
                queue.text("{\"number\":" + (round * 40 + i) + "}");
            }
            stored.breakConnections();
        }

        await().atMost(SOON).until(() -> stored.count("outcome = 'ACCEPTED'") == 200);
        await().atMost(SOON).until(() -> queue.size() == 0);
        assertThat(stored.distinct()).isEqualTo(200);
        assertThat(stored.count("outcome not in ('ACCEPTED', 'DUPLICATE')")).isZero();
        try (TestQueue dead = new TestQueue(artemis(), "DLQ")) {
            assertThat(dead.size()).isZero();
        }
    }

    @Test
    void nothingIsTakenWhileTheLedgerDoesNotAnswer() throws Exception {
        AtomicBoolean answers = new AtomicBoolean();
        Catalog catalog = QueueCatalog.of(listener(artemis()), "json");
        listeners = new JmsListeners(stored.intake(catalog), answers::get, InstantSource.system());
        listeners.open(catalog);
        await().atMost(SOON).until(() -> listeners.listening().containsKey(NAME));
        queue.text("{}");
        await().during(Duration.ofSeconds(2)).until(() -> stored.count("true") == 0);

        answers.set(true);

        assertThat(stored.nextRun().headers()).containsEntry("deliveryCount", "1");
    }

    @Test
    void aBrokerThatGoesAndComesBackIsTakenFromAgain() throws Exception {
        try (LocalArtemis own = LocalArtemis.start(folder.resolve("own"))) {
            JmsListener listener = listener(broker(own));
            open(listener);
            await().atMost(SOON).until(() -> listeners.listening().containsKey(NAME));

            own.crash();

            await().atMost(SOON).until(() -> listeners.refused().containsKey(NAME));
            assertThat(listeners.refused().get(NAME).problem()).isEqualTo(ReceiveProblem.BROKER_AWAY);
            own.start();
            try (TestQueue again = new TestQueue(broker(own), queue.name())) {
                again.text("{}");
                awaitMessages(1);
            }
        }
    }

    @Test
    void onlyWhatTheSelectorChoosesIsTaken() throws Exception {
        for (String region : List.of("north", "south", "north")) {
            queue.send(session -> {
                Message message = session.createTextMessage("{\"region\":\"" + region + "\"}");
                message.setStringProperty("region", region);
                return message;
            });
        }

        JmsListener l = listener(artemis());
        open(new JmsListener(
                l.name(),
                l.system(),
                l.broker(),
                l.queue(),
                Optional.of("region = 'north'"),
                1,
                l.headers(),
                l.messageLimit()));

        awaitMessages(2);
        await().atMost(SOON).until(() -> queue.size() == 1);
    }

    @Test
    void manySessionsTakeEveryMessageOnce() throws Exception {
        for (int i = 0; i < 400; i++) {
            queue.text("{\"number\":" + i + "}");
        }

        JmsListener l = listener(artemis());
        open(new JmsListener(
                l.name(), l.system(), l.broker(), l.queue(), l.selector(), 4, l.headers(), l.messageLimit()));

        awaitMessages(400);
        assertThat(stored.count("outcome = 'ACCEPTED'")).isEqualTo(400);
        assertThat(stored.distinct()).isEqualTo(400);
    }

    @Test
    void anyOtherBrokerOfJakartaMessagingWillDo() throws Exception {
        try (ClassicBroker classic = new ClassicBroker()) {
            JmsBroker broker = new JmsBroker(classic.url(), ClassicBroker.FACTORY, Optional.empty());
            try (TestQueue theirs = new TestQueue(broker, queue.name())) {
                theirs.text(IntStream.range(0, 50)
                        .mapToObj(i -> "{\"number\":" + i + "}")
                        .toArray(String[]::new));
                theirs.send(session -> session.createObjectMessage("serialized"));
                open(listener(broker));

                awaitMessages(51);
                assertThat(stored.count("outcome = 'ACCEPTED'")).isEqualTo(50);
                assertThat(stored.count("code = '" + ReceiveProblem.MESSAGE_KIND.code() + "'"))
                        .isEqualTo(1);
                assertThat(stored.nextRun().headers()).containsEntry("deliveryCount", "1");
                await().atMost(SOON).until(() -> theirs.size() == 0);
            } finally {
                listeners.close();
            }
        }
    }

    /** Opening it would be noticed. */
    private static final class Trap implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) {
            OPENED.set(true);
        }
    }

    private static BytesMessage bytes(Session session, String text) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return message;
    }

    private static Tuple row(Object... values) {
        return Tuple.tuple(values);
    }

    private static JmsBroker artemis() {
        return broker(artemis);
    }

    private static JmsBroker broker(LocalArtemis of) {
        var login = new JmsBroker.Login(
                LocalArtemis.ACCOUNT, new SecretRef("file", of.passwordFile().toString()));
        return new JmsBroker(of.url(), JmsBroker.ARTEMIS, Optional.of(login));
    }

    @Test
    void aSystemThatSendsMoreThanItMayIsReadMoreSlowlyAndNothingIsDropped() throws Exception {
        for (int i = 0; i < 6; i++) {
            queue.text("{\"n\":" + i + "}");
        }
        Catalog catalog = QueueCatalog.limited(QueueCatalog.of(listener(artemis()), "json"), new Inflow(5, 1, 0));
        long began = System.nanoTime();

        listeners = new JmsListeners(stored.intake(catalog), stored.ledger()::available, InstantSource.system());
        listeners.open(catalog);

        awaitMessages(6);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(950));
    }

    private JmsListener listener(JmsBroker broker) {
        return new JmsListener(
                NAME,
                "partner",
                broker,
                queue.name(),
                Optional.empty(),
                1,
                List.of("region", "priorityClass"),
                256 << 10);
    }

    private void open(JmsListener listener) {
        Catalog catalog = QueueCatalog.of(listener, "json");
        listeners = new JmsListeners(stored.intake(catalog), stored.ledger()::available, InstantSource.system());
        listeners.open(catalog);
    }

    private void awaitMessages(long count) {
        await().atMost(SOON).until(() -> stored.count("true") >= count);
        assertThat(stored.count("true")).isEqualTo(count);
    }
}
