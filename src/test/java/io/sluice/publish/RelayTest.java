package io.sluice.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.Arrival;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.Origin;
import io.sluice.ledger.PostgresLedger;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RecordSeal;
import io.sluice.ledger.RunResult;
import io.sluice.ledger.RunSink;
import io.sluice.ledger.TestSettings;
import io.sluice.message.DerivedIds;
import io.sluice.message.Ids;
import io.sluice.path.CanonicalTopics;
import io.sluice.stack.Database;
import io.sluice.stack.PrivateStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class RelayTest {

    private static final int KEYS = 5;
    private static final int EACH = 40;

    @TempDir
    Path folder;

    private final PGSimpleDataSource database = new PGSimpleDataSource();

    @Test
    void everyEventArrivesOnceAndInOrderThoughKafkaIsKilledMeanwhile() throws Exception {
        try (PrivateStack stack = PrivateStack.start(folder.resolve("stack"))) {
            migrate(stack.addresses().database());
            Keyring keyring = Keyring.open(folder.resolve("keys"));
            try (PostgresLedger ledger = ledger(keyring);
                    Relay relay = relay(stack, ledger, keyring)) {
                ledger.runsTo(new PublishesOneEach(ledger));
                relay.start();
                receive(ledger, 1, EACH / 2);
                stack.killKafka();
                receive(ledger, EACH / 2 + 1, EACH);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> number("select count(*) from outbox") > 0);
                stack.startKafka();

                Awaitility.await()
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> number("select count(*) from outbox") == 0);
                List<CanonicalTopics.Event> events =
                        CanonicalTopics.read(stack.addresses().bootstrapServers());
                assertThat(events).hasSize(KEYS * EACH);
                assertThat(events.stream().map(e -> e.attributes().get("id"))).doesNotHaveDuplicates();
                inOrder(events, keyring);
            }
        }
    }

    private static void inOrder(List<CanonicalTopics.Event> events, Keyring keyring) {
        RecordSeal seal = new RecordSeal(keyring);
        Map<String, List<Integer>> numbers = new HashMap<>();
        for (CanonicalTopics.Event event : events) {
            String data = new String(seal.open(event.data()), StandardCharsets.UTF_8);
            numbers.computeIfAbsent(event.key(), key -> new ArrayList<>())
                    .add(Integer.valueOf(data.replaceAll("\\D", "")));
        }
        assertThat(numbers).hasSize(KEYS);
        assertThat(numbers.values()).allSatisfy(of -> assertThat(of).isSorted());
    }

    private static void receive(PostgresLedger ledger, int from, int to) throws Exception {
        for (int number = from; number <= to; number++) {
            for (int key = 0; key < KEYS; key++) {
                ledger.receive(arrival("K" + key, number)).get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static Arrival arrival(String key, int number) {
        UUID id = Ids.v7(Instant.now());
        byte[] bytes = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
        return new Arrival(
                id,
                "ehr",
                "ehr",
                "mllp",
                "admissions",
                "hl7v2",
                "ADT^A08",
                "2.5.1",
                key + "-" + number,
                "",
                id.toString(),
                null,
                Instant.now(),
                bytes,
                Map.of(),
                List.of(key),
                null,
                List.of(),
                null,
                List.of(),
                Origin.NONE,
                key);
    }

    /** A run that publishes what it got, under the order key that came with it. */
    private record PublishesOneEach(PostgresLedger ledger) implements RunSink {

        @Override
        public int capacity(String integration) {
            return 1_000;
        }

        @Override
        public void ready(List<ReadyRun> runs) {
            for (ReadyRun run : runs) {
                UUID id = DerivedIds.of("event", run.messageId(), run.integration(), "patient", "", 0, 0);
                String key = run.controlId().substring(0, run.controlId().indexOf('-'));
                byte[] data = ("{\"number\":" + new String(run.subject(), StandardCharsets.UTF_8) + "}")
                        .getBytes(StandardCharsets.UTF_8);
                RunResult.NewEvent event = new RunResult.NewEvent(
                        id,
                        "patient",
                        "1.0.0",
                        "phi.identifier",
                        run.receivedAt(),
                        data,
                        key,
                        Map.of(),
                        0,
                        null,
                        List.of());
                ledger.finish(
                        new RunResult(run, new RunResult.End.Routed(), List.of(event), List.of(), List.of(), Map.of()));
            }
        }
    }

    private PostgresLedger ledger(Keyring keyring) {
        return new PostgresLedger(database, keyring, InstantSource.system(), TestSettings.of("relay-test"));
    }

    private static Relay relay(PrivateStack stack, PostgresLedger ledger, Keyring keyring) {
        EventLog log = new EventLog(
                new EventLog.Settings(stack.addresses().bootstrapServers(), 3, (short) 1, Set.of(), Map.of()),
                new RecordSeal(keyring)::seal);
        return new Relay(ledger, log);
    }

    private void migrate(Database own) {
        database.setURL(own.url());
        database.setUser(own.username());
        database.setPassword(own.password());
        Flyway.configure().dataSource(database).load().migrate();
    }

    private long number(String sql) throws Exception {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
