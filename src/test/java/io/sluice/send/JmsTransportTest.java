package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.JmsBroker;
import io.sluice.catalog.JmsEndpoint;
import io.sluice.catalog.Limits;
import io.sluice.catalog.SecretRef;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.Unreached;
import io.sluice.stack.ClassicBroker;
import io.sluice.stack.LocalArtemis;
import io.sluice.stack.TestQueue;
import jakarta.jms.BytesMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages to real brokers. */
class JmsTransportTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final String queue = "out-" + UUID.randomUUID();
    private LocalArtemis artemis;

    @BeforeEach
    void start() {
        artemis = LocalArtemis.start(folder.resolve("artemis"));
    }

    @AfterEach
    void stop() {
        artemis.close();
    }

    @Test
    void carriesIdCorrelationPriorityExpiryReplyToAndTheOrderOfItsKey() throws Exception {
        ClaimedDelivery delivery = Deliveries.of("{\"a\":1}");

        assertThat(once(endpoint(broker(artemis.passwordFile()), JmsEndpoint.Body.TEXT), delivery))
                .isInstanceOf(Accepted.class);
        assertThat(once(endpoint(broker(artemis.passwordFile()), JmsEndpoint.Body.BYTES), Deliveries.of("{}")))
                .isInstanceOf(Accepted.class);

        List<Message> taken = taken(broker(artemis.passwordFile()), 2);
        TextMessage text = (TextMessage) taken.getFirst();
        assertThat(text.getText()).isEqualTo("{\"a\":1}");
        assertThat(text.getStringProperty("_AMQ_DUPL_ID"))
                .isEqualTo(delivery.id().toString());
        assertThat(text.getStringProperty("idempotencyKey"))
                .isEqualTo(delivery.id().toString());
        assertThat(text.getStringProperty("traceparent")).isEqualTo(delivery.traceparent());
        assertThat(text.getStringProperty("JMSXGroupID")).isEqualTo(delivery.orderKey());
        assertThat(text.getJMSCorrelationID()).isEqualTo("correlation-7");
        assertThat(text.getJMSPriority()).isEqualTo(7);
        assertThat(text.getJMSExpiration() - text.getJMSTimestamp())
                .isEqualTo(Duration.ofHours(1).toMillis());
        assertThat(text.getJMSReplyTo().toString()).contains("answers");
        assertThat(((BytesMessage) taken.getLast()).getBodyLength()).isEqualTo(2);
    }

    @Test
    void aRepeatedDeliveryIsStoredOnceByArtemis() throws Exception {
        ClaimedDelivery delivery = Deliveries.of("{}");
        JmsEndpoint endpoint = endpoint(broker(artemis.passwordFile()), JmsEndpoint.Body.TEXT);

        for (int i = 0; i < 3; i++) {
            assertThat(once(endpoint, delivery)).isInstanceOf(Accepted.class);
        }

        try (TestQueue reader = new TestQueue(endpoint.broker(), queue)) {
            assertThat(reader.size()).isEqualTo(1);
        }
    }

    @Test
    void deliversOnceAndInOrderThoughTheBrokerIsKilledMeanwhile() throws Exception {
        SendDatabase database = new SendDatabase();
        JmsEndpoint endpoint = endpoint(broker(artemis.passwordFile()), JmsEndpoint.Body.TEXT);
        try (SendingEngine engine = new SendingEngine(database, SendCatalog.of(endpoint))) {
            for (int i = 0; i < 120; i++) {
                engine.enqueue("partner/orders", "lane" + i % 4, "{\"number\":" + i + "}");
                if (i == 60) {
                    artemis.crash();
                }
            }
            artemis.start();

            await().atMost(SOON).until(() -> database.count("state = 'DELIVERED'") == 120);
        }
        Map<String, List<Integer>> numbers = new HashMap<>();
        for (Message message : taken(endpoint.broker(), 120)) {
            String number = ((TextMessage) message).getText().replaceAll("\\D", "");
            numbers.computeIfAbsent(message.getStringProperty("JMSXGroupID"), key -> new ArrayList<>())
                    .add(Integer.valueOf(number));
        }
        assertThat(numbers).hasSize(4);
        assertThat(numbers.values()).allSatisfy(of -> assertThat(of).isSorted().doesNotHaveDuplicates());
        try (TestQueue reader = new TestQueue(endpoint.broker(), queue)) {
            assertThat(reader.size()).isZero();
        }
    }

    @Test
    void nothingHasLeftWhileTheBrokerIsAwayOrDoesNotLetUsIn() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong"), "guessed");
        assertThat(once(endpoint(broker(wrong), JmsEndpoint.Body.TEXT), Deliveries.of("{}")))
                .isEqualTo(new Unreached(SendProblem.NOT_AUTHORISED));
        assertThat(once(endpoint(broker(folder.resolve("missing")), JmsEndpoint.Body.TEXT), Deliveries.of("{}")))
                .isEqualTo(new Unreached(SendProblem.SECRET_MISSING));
        artemis.close();
        assertThat(once(endpoint(broker(artemis.passwordFile()), JmsEndpoint.Body.TEXT), Deliveries.of("{}")))
                .isEqualTo(new Unreached(SendProblem.UNREACHABLE));
    }

    @Test
    void anyOtherBrokerOfJakartaMessagingWillDo() throws Exception {
        try (ClassicBroker classic = new ClassicBroker()) {
            JmsBroker broker = new JmsBroker(classic.url(), ClassicBroker.FACTORY, Optional.empty());
            ClaimedDelivery delivery = Deliveries.of("{\"a\":1}");

            assertThat(once(endpoint(broker, JmsEndpoint.Body.TEXT), delivery)).isInstanceOf(Accepted.class);

            Message message = taken(broker, 1).getFirst();
            assertThat(((TextMessage) message).getText()).isEqualTo("{\"a\":1}");
            assertThat(message.getStringProperty("idempotencyKey"))
                    .isEqualTo(delivery.id().toString());
            assertThat(message.getJMSCorrelationID()).isEqualTo("correlation-7");
            assertThat(message.getJMSPriority()).isEqualTo(7);
        }
    }

    private JmsBroker broker(Path password) {
        var login = new JmsBroker.Login(LocalArtemis.ACCOUNT, new SecretRef("file", password.toString()));
        return new JmsBroker(artemis.url(), JmsBroker.ARTEMIS, Optional.of(login));
    }

    private JmsEndpoint endpoint(JmsBroker broker, JmsEndpoint.Body body) {
        return new JmsEndpoint(
                "orders",
                "partner",
                broker,
                queue,
                body,
                7,
                Optional.of(Duration.ofHours(1)),
                Optional.of("answers"),
                true,
                SendCatalog.PATIENT,
                Limits.NONE,
                Optional.of(SendCatalog.NEVER));
    }

    private static SendOutcome once(JmsEndpoint endpoint, ClaimedDelivery delivery) {
        try (JmsTransport transport = new JmsTransport(endpoint, 1)) {
            return transport.send(delivery).toCompletableFuture().join();
        }
    }

    private List<Message> taken(JmsBroker broker, int count) throws Exception {
        try (TestQueue reader = new TestQueue(broker, queue)) {
            return reader.take(count);
        }
    }
}
