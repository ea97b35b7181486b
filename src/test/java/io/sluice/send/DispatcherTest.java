package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Breaker;
import io.sluice.catalog.Catalog;
import io.sluice.catalog.Hours;
import io.sluice.catalog.Limits;
import io.sluice.catalog.RetrySchedule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery to HTTP endpoints on a real ledger, real sockets and a simulated ERP that misbehaves. */
class DispatcherTest {

    private static final String ERP = "erp/customers";
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Long enough for whoever would be woken by nothing but the dispatcher's look. */
    private static final Duration A_LOOK_LATER = SendingEngine.LOOK.plusMillis(200);

    private static final Limits ONE_AT_A_TIME = new Limits(0, 1, Optional.empty());

    @TempDir
    Path folder;

    private final SendDatabase database = new SendDatabase();
    private Erp erp;
    private SendingEngine engine;
    private volatile Duration later = Duration.ZERO;

    @BeforeEach
    void startErp() throws IOException {
        erp = new Erp(0, folder.resolve("erp.journal"));
    }

    @AfterEach
    void stop() throws Exception {
        if (engine != null) {
            engine.close();
        }
        erp.close();
    }

    @Test
    void deliversInOrderPerKeyWithOneEffectEachThroughEveryFault() {
        erp.script("""
                [{"times": 5}, {"times": 4, "drop": "reply"}, {"times": 3, "answer": "503"}, {"times": 10},
                 {"times": 3, "drop": "request"}, {"times": 4, "answer": "500"}, {"times": 2, "answer": "429"},
                 {"times": 2, "drop": "after"}, {"times": 1, "delayMillis": 3000}]""");
        start(SendCatalog.of(
                SendCatalog.http(ERP, erp.port(), true, Limits.NONE, SendCatalog.NEVER, Duration.ofSeconds(2))));

        int lanes = 7;
        for (int i = 0; i < 140; i++) {
            engine.enqueue(ERP, "lane" + i % lanes, body(i % lanes, i));
        }

        allDelivered(140);
        List<SimulatorDoor.Applied> applied = erp.applied();
        assertThat(applied).hasSize(140).allMatch(a -> a.conflicts() == 0);
        IntStream.range(0, lanes)
                .forEach(lane -> assertThat(
                                applied.stream().filter(a -> a.lane() == lane).map(SimulatorDoor.Applied::number))
                        .isSorted());
        assertThat(applied).anyMatch(a -> a.attempts() > 1);
    }

    @Test
    void aDeadAndASilentEndpointDelayNoOther() throws Exception {
        try (var silent = new ScriptedServer((in, out, n) -> Thread.sleep(60_000))) {
            start(SendCatalog.of(
                    SendCatalog.http("dead/x", ScriptedServer.deadPort()),
                    SendCatalog.http("silent/x", silent.port()),
                    SendCatalog.http(ERP, erp.port())));
            for (int i = 0; i < 100; i++) {
                engine.enqueue("dead/x", "lane" + i, "{}");
                engine.enqueue("silent/x", "lane" + i, "{}");
            }

            for (int i = 0; i < 100; i++) {
                engine.enqueue(ERP, "lane" + i, body(i, i));
            }

            await().atMost(SOON).until(() -> erp.applied().size() == 100);

            // A lane that it shared with the silent one would take two minutes.
            assertThat(database.count("endpoint <> '" + ERP + "' and state = 'DELIVERED'"))
                    .isZero();
        }
    }

    @Test
    void theReceiverGetsNoMoreThanItsRateWhateverTheInflow() {
        start(SendCatalog.of(SendCatalog.http(
                ERP, erp.port(), true, new Limits(20, 0, Optional.empty()), SendCatalog.NEVER, SendCatalog.PATIENT)));

        for (int i = 0; i < 40; i++) {
            engine.enqueue(ERP, "lane" + i, body(i, i));
        }

        allDelivered(40);
        List<Instant> arrivals = erp.applied().stream()
                .map(SimulatorDoor.Applied::first)
                .sorted()
                .toList();
        assertThat(Duration.between(arrivals.getFirst(), arrivals.getLast())).isGreaterThan(Duration.ofMillis(1500));
        // 20 in a second, and the start that a slow moment of this machine may move into it.
        for (int i = 0; i + 22 < arrivals.size(); i++) {
            assertThat(Duration.between(arrivals.get(i), arrivals.get(i + 22))).isGreaterThan(Duration.ofMillis(900));
        }
    }

    @Test
    void whileTheBreakerIsOpenWorkWaitsAndNoAttemptIsSpent() throws Exception {
        int port = ScriptedServer.deadPort();
        var breaker = new Breaker(3, Duration.ofMinutes(1), Duration.ofMinutes(10));
        Catalog catalog = SendCatalog.of(
                SendCatalog.http(ERP, port, true, new Limits(0, 2, Optional.empty()), breaker, SendCatalog.PATIENT));
        InstantSource clock = () -> Instant.now().plus(later);
        engine = new SendingEngine(database.open(clock), database, catalog, clock);
        for (int i = 0; i < 20; i++) {
            engine.enqueue(ERP, "lane" + i, body(i, i));
        }
        await().atMost(SOON).until(() -> status().breaker() == BreakerState.OPEN);

        // Three opened it and one more was under way beside them; all are due again long before it may probe.
        await().during(A_LOOK_LATER).atMost(SOON).until(() -> database.attempts(ERP) <= 4);
        int attempts = database.attempts(ERP);

        minutesPass(11);
        await().atMost(SOON).until(() -> database.attempts(ERP) == attempts + 1);
        await().during(A_LOOK_LATER).atMost(SOON).until(() -> database.attempts(ERP) == attempts + 1);

        try (var back = new Erp(port, folder.resolve("back.journal"))) {
            minutesPass(11);
            allDelivered(20);
            assertThat(status().breaker()).isEqualTo(BreakerState.CLOSED);
            assertThat(back.applied()).hasSize(20);
        }
    }

    @Test
    void anOperatorHoldsTheBreakerOpen() {
        start(SendCatalog.of(SendCatalog.http(ERP, erp.port())));
        engine.dispatcher().breaker(ERP, BreakerMode.OPEN);
        engine.enqueue(ERP, "lane", body(1, 1));

        await().during(A_LOOK_LATER).atMost(SOON).until(() -> erp.applied().isEmpty());
        assertThat(status().breaker()).isEqualTo(BreakerState.OPEN);

        engine.dispatcher().breaker(ERP, BreakerMode.AUTOMATIC);
        allDelivered(1);
    }

    @Test
    void aRefusalIsDeadAtOnceAndHoldsItsKeyAndNoOther() {
        erp.script("[{\"times\": 1, \"answer\": \"422\"}]");
        start(SendCatalog.of(SendCatalog.http(ERP, erp.port())));
        UUID refused = engine.enqueue(ERP, "a", body(1, 1));
        await().atMost(SOON).until(() -> database.state(refused).equals("DEAD"));

        UUID behind = engine.enqueue(ERP, "a", body(1, 2));
        UUID other = engine.enqueue(ERP, "b", body(2, 3));

        await().atMost(SOON).until(() -> database.state(other).equals("DELIVERED"));
        assertThat(database.state(behind)).isEqualTo("QUEUED");
        assertThat(database.deadLetter(refused)).isEqualTo("send.refused BUSINESS Patient Access 1");
    }

    @Test
    void whatCannotBeReachedIsDeadWhenItsScheduleIsExhausted() throws Exception {
        start(SendCatalog.of(
                new RetrySchedule.Listed(List.of(Duration.ofMillis(50), Duration.ofMillis(50)), 0),
                SendCatalog.http(ERP, ScriptedServer.deadPort())));

        UUID id = engine.enqueue(ERP, "a", body(1, 1));

        await().atMost(SOON).until(() -> database.state(id).equals("DEAD"));
        assertThat(database.deadLetter(id)).isEqualTo("send.unreachable TRANSPORT Patient Access 3");
    }

    @Test
    void comesBackWhenTheReceiverSays() {
        erp.script("[{\"times\": 1, \"answer\": \"503\", \"retryAfterSeconds\": 1}]");
        start(SendCatalog.of(SendCatalog.http(ERP, erp.port())));
        Instant begin = Instant.now();

        engine.enqueue(ERP, "a", body(1, 1));
        allDelivered(1);

        assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(erp.applied()).singleElement().matches(a -> a.attempts() == 2);
    }

    @Test
    void isInDoubtOnlyWhereBytesLeftForAReceiverThatIsNotIdempotent() throws Exception {
        erp.script("[{\"times\": 1, \"drop\": \"reply\"}]");
        start(SendCatalog.of(
                SendCatalog.http(ERP, erp.port(), false, Limits.NONE, SendCatalog.NEVER, SendCatalog.PATIENT),
                SendCatalog.http(
                        "dead/x",
                        ScriptedServer.deadPort(),
                        false,
                        Limits.NONE,
                        SendCatalog.NEVER,
                        SendCatalog.PATIENT)));
        UUID doubtful = engine.enqueue(ERP, "a", body(1, 1));
        await().atMost(SOON).until(() -> database.state(doubtful).equals("IN_DOUBT"));

        UUID unsent = engine.enqueue("dead/x", "a", body(1, 1));

        await().atMost(SOON).until(() -> database.attempts("dead/x") > 2);
        assertThat(database.state(unsent)).isNotEqualTo("IN_DOUBT");
        assertThat(erp.applied()).singleElement().matches(a -> a.attempts() == 1);
    }

    @Test
    void isInDoubtWhereTheEngineDiedWhileSendingAndOnlyThere() {
        erp.script("[{\"times\": 1, \"delayMillis\": 5000}]");
        Catalog catalog = SendCatalog.of(
                SendCatalog.http(ERP, erp.port(), false, ONE_AT_A_TIME, SendCatalog.NEVER, SendCatalog.PATIENT));
        start(catalog);
        UUID sent = engine.enqueue(ERP, "a", body(1, 1));
        UUID waiting = engine.enqueue(ERP, "b", body(2, 2));
        await().atMost(SOON).until(() -> erp.applied().size() == 1);

        engine.crash();
        start(catalog);

        await().atMost(SOON).until(() -> database.state(sent).equals("IN_DOUBT"));
        await().atMost(SOON).until(() -> database.state(waiting).equals("DELIVERED"));
        assertThat(erp.applied()).hasSize(2).allMatch(a -> a.attempts() == 1);
    }

    @Test
    void aStopInOrderLeavesNobodyInDoubt() throws Exception {
        erp.script("[{\"times\": 1, \"delayMillis\": 1000}]");
        start(SendCatalog.of(
                SendCatalog.http(ERP, erp.port(), false, Limits.NONE, SendCatalog.NEVER, SendCatalog.PATIENT)));
        UUID sent = engine.enqueue(ERP, "a", body(1, 1));
        await().atMost(SOON).until(() -> erp.applied().size() == 1);

        engine.close();
        engine = null;

        assertThat(database.state(sent)).isEqualTo("DELIVERED");
    }

    @Test
    void aPausedEndpointWaitsAndGoesOnWhenResumed() {
        start(SendCatalog.of(SendCatalog.http(ERP, erp.port())));
        database.pause("endpoint:" + ERP);
        await().atMost(SOON).until(() -> status().paused());

        engine.enqueue(ERP, "a", body(1, 1));
        await().during(A_LOOK_LATER).atMost(SOON).until(() -> erp.applied().isEmpty());

        database.resume("endpoint:" + ERP);
        allDelivered(1);
    }

    @Test
    void goesOnWithAnotherEngineWhereOneDied() throws Exception {
        erp.script("[{\"delayMillis\": 20}]");
        Catalog catalog = SendCatalog.of(SendCatalog.http(ERP, erp.port()));
        start(catalog);
        for (int i = 0; i < 150; i++) {
            engine.enqueue(ERP, "lane" + i % 5, body(i % 5, i));
        }
        await().atMost(SOON).until(() -> erp.applied().size() > 20);

        engine.crash();
        engine = null;
        start(catalog);

        allDelivered(150);
        List<SimulatorDoor.Applied> applied = erp.applied();
        assertThat(applied).hasSize(150).allMatch(a -> a.conflicts() == 0);
        IntStream.range(0, 5)
                .forEach(lane -> assertThat(
                                applied.stream().filter(a -> a.lane() == lane).map(SimulatorDoor.Applied::number))
                        .isSorted());
    }

    @Test
    void deliversOnceThoughTheDatabaseConnectionsBreakInTheMiddle() {
        erp.script("[{\"delayMillis\": 10}]");
        start(SendCatalog.of(SendCatalog.http(ERP, erp.port())));
        for (int i = 0; i < 200; i++) {
            engine.enqueue(ERP, "lane" + i % 5, body(i % 5, i));
        }
        await().atMost(SOON).until(() -> erp.applied().size() > 20);

        database.breakConnections();

        allDelivered(200);
        assertThat(erp.applied()).hasSize(200).allMatch(a -> a.conflicts() == 0);
    }

    @Test
    void followsTheCatalogueToAnotherAddress() throws Exception {
        start(SendCatalog.of(SendCatalog.http(ERP, ScriptedServer.deadPort())));
        engine.enqueue(ERP, "a", body(1, 1));
        await().atMost(SOON).until(() -> database.attempts(ERP) > 0);

        engine.replace(SendCatalog.of(SendCatalog.http(ERP, erp.port())));

        allDelivered(1);
        engine.replace(SendCatalog.of());
        assertThat(engine.dispatcher().endpoints()).isEmpty();
    }

    @Test
    void outsideOfItsHoursWorkWaitsForTheOpeningAlsoInTheNightOfTheShift() {
        var clock = new TestClock();
        clock.advance(Duration.between(clock.instant(), Instant.parse("2027-03-28T00:30:00Z"))); // 01:30 in Berlin
        var halfPastTwo = new Hours.Window(Set.of(DayOfWeek.SUNDAY), LocalTime.of(2, 30), LocalTime.of(4, 0));
        var hours = new Hours(List.of(halfPastTwo), ZoneId.of("Europe/Berlin"));
        engine = new SendingEngine(
                database,
                SendCatalog.of(SendCatalog.http(
                        ERP,
                        erp.port(),
                        false,
                        new Limits(0, 0, Optional.of(hours)),
                        SendCatalog.NEVER,
                        SendCatalog.PATIENT)),
                clock);
        UUID waiting = engine.enqueue(ERP, "a", body(1, 1));

        // The clock on the wall goes from 02:00 to 03:00, so that 02:30 never comes: it opens with the shift.
        assertThat(status().opensAt()).isEqualTo(Instant.parse("2027-03-28T01:00:00Z"));
        clock.advance(Duration.ofMinutes(29));
        await().during(A_LOOK_LATER)
                .atMost(SOON)
                .until(() -> erp.applied().isEmpty() && database.state(waiting).equals("QUEUED"));
        assertThat(database.attempts(ERP)).isZero();
        clock.advance(Duration.ofMinutes(1));

        allDelivered(1);
        assertThat(status().opensAt()).isNull();
        assertThat(erp.applied()).singleElement().matches(a -> a.attempts() == 1);
    }

    private void start(Catalog catalog) {
        engine = new SendingEngine(database, catalog);
    }

    private void minutesPass(int minutes) {
        later = later.plusMinutes(minutes);
        engine.dispatcher().wake(ERP);
    }

    private EndpointStatus status() {
        return engine.dispatcher().endpoints().stream()
                .filter(e -> e.endpoint().equals(ERP))
                .findFirst()
                .orElseThrow();
    }

    private void allDelivered(int count) {
        await().atMost(SOON).until(() -> database.count("state = 'DELIVERED'") == count);
    }

    private static String body(int lane, int number) {
        return "{\"lane\": %d, \"number\": %d}".formatted(lane, number);
    }
}
