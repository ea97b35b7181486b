package io.sluice.ledger;

import static io.sluice.ledger.Arriving.INTEGRATION;
import static io.sluice.ledger.Arriving.message;
import static io.sluice.ledger.LedgerWorld.get;
import static io.sluice.ledger.TestSink.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.Origin.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that are carried before the commit that makes them: the same outcome, order and balance, in one commit. */
class AheadRunsTest {

    private static final String FILE = "file:items";
    private static final String DOWNSTREAM = "downstream";

    @AutoClose
    private final LedgerWorld world = new LedgerWorld();

    private final TestSink sink = new TestSink();
    private final Sources sources = new Sources(world.pool);
    private final PostgresLedger ledger = world.node("one", sink);
    private long position;

    @BeforeEach
    void start() {
        sources.begin(FILE, Map.of("", 0L));
        sink.ahead = run -> done(Results.routed(run, List.of(Results.event(run, "k")), List.of()));
    }

    private Arriving record() {
        return message().from(new Origin(null, 0, Map.of(), new Progress(FILE, "", position, ++position, true)));
    }

    private UUID receive(Arriving record) {
        Arrival arrival = record.build();
        assertThat(get(ledger.receive(arrival))).isEqualTo(new Receipt.Stored(arrival.id()));
        return arrival.id();
    }

    private String state(UUID message) {
        return world.text("select state || ' ' || open from run where message_id = '" + message + "'");
    }

    @Test
    void arrivalRunAndEffectsAreOneCommit() {
        UUID id = receive(record().lanes("a"));

        assertThat(state(id)).isEqualTo("ROUTED 1");
        assertThat(world.number("select count(*) from work")).isZero();
        assertThat(world.number("select count(*) from lane")).isZero();
        assertThat(world.number("select count(*) from outbox")).isEqualTo(1);
        assertThat(world.text("select hops ->> 0 from run")).contains("map:adt-to-patient");
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("IN_PROGRESS", 1L));
        assertThat(sink.committed).containsExactly(id);
        assertThat(sink.idle()).isTrue();
    }

    @Test
    void itIsRelayedAndEndsLikeAnyOther() {
        UUID id = receive(record());

        ledger.relayed(ledger.outbox(10));

        assertThat(state(id)).isEqualTo("COMPLETED 0");
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("COMPLETED", 1L));
    }

    @Test
    void whatEndsBadlyIsStoredAndRunsInItsTurn() {
        sink.ahead = run -> done(Results.dead(run, true));

        UUID id = receive(record().lanes("a"));
        UUID behind = receive(record().lanes("a"));

        assertThat(state(id)).isEqualTo("RECEIVED 0");
        get(ledger.finish(Results.dead(sink.next(), true)));
        assertThat(state(id)).isEqualTo("DEAD 0");
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(world.text("select state from work where message_id = '" + behind + "'"))
                                .isEqualTo("HELD"));
        assertThat(sink.idle()).isTrue();
    }

    @Test
    void nothingPassesWhatStandsInItsLanes() {
        UUID before = receive(message().lanes("a"));
        UUID id = receive(record().lanes("a"));
        assertThat(sink.carried).containsExactly(id);
        assertThat(state(id)).isEqualTo("RECEIVED 0");

        ReadyRun first = sink.next();
        assertThat(first.messageId()).isEqualTo(before);
        assertThat(sink.idle()).isTrue();
        get(ledger.finish(Results.filtered(first)));

        assertThat(sink.next().messageId()).isEqualTo(id);
    }

    @Test
    void whereItWasInVainTheNextOnesWaitForTheirTurn() {
        receive(message().lanes("a"));
        receive(record().lanes("a"));
        UUID next = receive(record().lanes("b"));

        assertThat(sink.carried).hasSize(1).doesNotContain(next);
        assertThat(state(next)).isEqualTo("RECEIVED 0");
    }

    @Test
    void afterAWhileItIsTriedAgain() {
        receive(message().lanes("a"));
        receive(record().lanes("a"));
        world.clock.jump(Duration.ofSeconds(1));

        assertThat(state(receive(record().lanes("b")))).isEqualTo("ROUTED 1");
    }

    @Test
    void nothingPassesTheOneBeforeItOfItsKeyThatArrivedWithIt() {
        // All of them wait for the first, so that they come to the ledger together, in one commit or a few.
        CompletableFuture<Optional<RunResult>> first = new CompletableFuture<>();
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            arrivals.add(record().lanes("k" + i % 3).build());
        }
        UUID dies = arrivals.get(7).id();
        sink.ahead = run -> {
            if (run.messageId().equals(arrivals.getFirst().id())) {
                return first;
            }
            return done(run.messageId().equals(dies) ? Results.dead(run, false) : Results.filtered(run));
        };
        List<CompletableFuture<Receipt>> receipts =
                arrivals.stream().map(ledger::receive).toList();
        first.complete(Optional.empty());
        receipts.forEach(receipt -> assertThat(get(receipt)).isInstanceOf(Receipt.Stored.class));

        List<UUID> order = arrivals.stream().map(Arrival::id).toList();
        List<Integer> turns = new ArrayList<>();
        while (world.number("select count(*) from work") > 0) {
            ReadyRun next = sink.next();
            turns.add(order.indexOf(next.messageId()));
            get(ledger.finish(Results.filtered(next)));
        }
        // Of the key whose first one waits nobody passes it; of the others some may have waited with them.
        assertThat(turns.stream().filter(turn -> turn % 3 == 0)).containsExactly(0, 3, 6, 9, 12, 15, 18, 21, 24, 27);
        assertThat(turns.stream().filter(turn -> turn % 3 == 1)).isSorted();
        assertThat(turns.stream().filter(turn -> turn % 3 == 2)).isSorted();
        assertThat(world.balance(INTEGRATION)).isEqualTo(Map.of("FILTERED", 30L));
    }

    @Test
    void aRepetitionHasNoSecondEffect() {
        receive(record().controlId("SAME").body("the same"));

        Receipt again =
                get(ledger.receive(record().controlId("SAME").body("the same").build()));

        assertThat(again).isInstanceOf(Receipt.Duplicate.class);
        assertThat(world.number("select count(*) from event")).isEqualTo(1);
        assertThat(sources.positions(FILE)).containsEntry("", 2L);
    }

    @Test
    void recordsKeepTheirOrderWhicheverRunIsDoneFirst() {
        CompletableFuture<Optional<RunResult>> slow = new CompletableFuture<>();
        Arrival first = record().lanes("a").build();
        Arrival second = record().lanes("b").build();
        sink.ahead = run -> run.messageId().equals(first.id()) ? slow : done(Results.filtered(run));

        CompletableFuture<Receipt> one = ledger.receive(first);
        CompletableFuture<Receipt> two = ledger.receive(second);
        assertThat(two).isNotDone();
        slow.complete(Optional.empty());

        assertThat(get(one)).isInstanceOf(Receipt.Stored.class);
        assertThat(get(two)).isInstanceOf(Receipt.Stored.class);
    }

    @Test
    void aFaultOfWhoeverCarriesItIsNoFaultOfTheMessage() {
        sink.ahead = run -> CompletableFuture.failedFuture(new IllegalStateException("on purpose"));

        assertThat(state(receive(record()))).isEqualTo("RECEIVED 0");
    }

    @Test
    void onlyWhatItsSourceKeepsAndWhatWasNotReadBeforeGoesAhead() {
        receive(message());
        Progress again = new Progress(FILE, "", position, ++position);
        receive(message().from(new Origin(null, 0, Map.of(), again)));

        assertThat(sink.carried).isEmpty();
    }

    @Test
    void subscribersAreCarriedWithTheEvent() {
        sink.ahead = run -> done(
                run.integration().equals(DOWNSTREAM)
                        ? Results.routed(run, List.of(), List.of(Results.delivery(run, Results.ERP, "k")))
                        : Results.routed(run, List.of(Results.event(run, "k", DOWNSTREAM)), List.of()));

        receive(record().lanes("a"));

        assertThat(world.texts("select integration || ' ' || state from run order by 1"))
                .containsExactly("admissions ROUTED", "downstream ROUTED");
        assertThat(world.texts("select kind || ' ' || owner from work")).containsExactly("D erp/customers");
        get(ledger.finish(Results.delivered(ledger.claim(Results.ERP, 5).getFirst())));
        assertThat(world.balance(DOWNSTREAM)).isEqualTo(Map.of("COMPLETED", 1L));
    }

    @Test
    void aRingOfSubscribersIsCutIntoCommits() {
        sink.ahead = run -> done(Results.routed(run, List.of(Results.event(run, "k", DOWNSTREAM)), List.of()));

        receive(record().lanes("a"));

        assertThat(world.number("select count(*) from work")).isEqualTo(1);
        assertThat(world.number("select count(*) from run where state = 'ROUTED'"))
                .isEqualTo(5);
    }

    @Test
    void subscribersOfALeasedRunAreCarriedWithItToo() {
        sink.ahead = run -> done(Results.filtered(run));
        receive(message().lanes("a"));
        ReadyRun leased = sink.next();

        get(ledger.finish(Results.routed(leased, List.of(Results.event(leased, "k", DOWNSTREAM)), List.of())));

        assertThat(world.balance(DOWNSTREAM)).isEqualTo(Map.of("FILTERED", 1L));
        assertThat(world.number("select count(*) from work")).isZero();
    }

    @Test
    void aSubscriberWaitsBehindWhatStandsInItsLane() {
        sink.ahead = run -> TestSink.later();
        receive(message().lanes("a"));
        ReadyRun one = sink.next();
        get(ledger.finish(Results.routed(one, List.of(Results.event(one, "k", DOWNSTREAM)), List.of())));
        ReadyRun first = sink.next();
        receive(message().lanes("b"));
        ReadyRun two = sink.next();

        sink.ahead = run -> done(Results.filtered(run));
        get(ledger.finish(Results.routed(two, List.of(Results.event(two, "k", DOWNSTREAM)), List.of())));

        assertThat(sink.idle()).isTrue();
        get(ledger.finish(Results.filtered(first)));
        assertThat(sink.next().messageId()).isEqualTo(two.messageId());
    }

    /** One and the same commit ends the run that stands in the lane and brings the one that was carried ahead in it. */
    @Test
    void whatIsCarriedAheadComesAfterTheEffectsOfWhoLeavesItsLaneInTheSameCommit() {
        for (int i = 0; i < 20; i++) {
            String key = "k" + i;
            sink.ahead = run -> TestSink.later();
            receive(message());
            receive(message());
            receive(message());
            ReadyRun one = sink.next();
            ReadyRun two = sink.next();
            ReadyRun busy = sink.next();
            get(ledger.finish(Results.routed(one, List.of(Results.event(one, key, DOWNSTREAM)), List.of())));
            ReadyRun before = sink.next();

            sink.ahead = run -> done(sent(run, key));
            CompletableFuture<Void> alone = ledger.finish(Results.filtered(busy)); // the next two come meanwhile
            CompletableFuture<Void> cause =
                    ledger.finish(Results.routed(two, List.of(Results.event(two, key, DOWNSTREAM)), List.of()));
            CompletableFuture<Void> leaves = ledger.finish(sent(before, key));
            List.of(alone, cause, leaves).forEach(LedgerWorld::get);
            if (!sink.idle()) {
                get(ledger.finish(sent(sink.next(), key)));
            }

            List<ClaimedDelivery> first = ledger.claim(Results.ERP, 5);
            assertThat(first).extracting(ClaimedDelivery::messageId).containsExactly(one.messageId());
            get(ledger.finish(Results.delivered(first.getFirst())));
            get(ledger.finish(Results.delivered(ledger.claim(Results.ERP, 5).getFirst())));
        }
    }

    private static RunResult sent(ReadyRun run, String key) {
        return Results.routed(run, List.of(), List.of(Results.delivery(run, Results.ERP, key)));
    }

    /** They may supersede deliveries, which is looked into when they end. */
    @Test
    void theSubscribersOfARepetitionRunInTheirTurn() {
        sink.ahead = run -> TestSink.later();
        UUID message = receive(message().lanes("a"));
        ReadyRun first = sink.next();
        get(ledger.finish(Results.routed(first, List.of(Results.event(first, "k")), List.of())));
        ledger.reopen(reopening -> reopening.rerun(message, null, INTEGRATION, true, null));
        ReadyRun again = sink.next();
        assertThat(again.revision()).isEqualTo(1);

        sink.ahead = run -> done(Results.filtered(run));
        get(ledger.finish(Results.routed(again, List.of(Results.event(again, "k", DOWNSTREAM)), List.of())));

        assertThat(sink.next().integration()).isEqualTo(DOWNSTREAM);
    }

    @Test
    void theSubscribersOfARunThatWasLostOnceRunAlone() {
        sink.ahead = run -> done(Results.filtered(run));
        receive(message().lanes("a"));
        sink.next();
        ledger.kill();
        TestSink second = new TestSink();
        PostgresLedger other = world.node("two", second);
        ReadyRun again = second.next();
        assertThat(again.crashes()).isEqualTo(1);

        get(other.finish(Results.routed(again, List.of(Results.event(again, "k", DOWNSTREAM)), List.of())));

        assertThat(second.next().integration()).isEqualTo(DOWNSTREAM);
    }
}
