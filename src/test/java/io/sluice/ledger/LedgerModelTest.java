package io.sluice.ledger;

import static io.sluice.ledger.Arriving.INTEGRATION;
import static io.sluice.ledger.Arriving.message;
import static io.sluice.ledger.LedgerWorld.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.DeliveryResult.Next;
import io.sluice.message.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two nodes, random arrivals, runs carried ahead, results, retries, deaths, discards and kills; beside them a model
 * that knows nothing of tables: for each key the messages in the order of their acknowledgements. At every step the
 * key's order must hold; at the end nothing may be lost, nothing done twice, and the balance must be what the model
 * counts.
 */
class LedgerModelTest {

    private static final int STEPS = 500;
    private static final String DOWNSTREAM = "downstream";

    @AutoClose
    private final LedgerWorld world = new LedgerWorld();

    private static final String FILE = "file:model";

    private Random random;
    private long position;
    private int wentAhead;
    /** Results of runs that were carried ahead, and may be committed with what is under way. */
    private final List<RunResult> proposed = new ArrayList<>();

    private final TestSink[] sinks = new TestSink[2];
    private final PostgresLedger[] nodes = new PostgresLedger[2];
    /** Runs that a node has been handed and has not finished, by id: the newest lease counts. */
    private final Map<UUID, ReadyRun> handed = new LinkedHashMap<>();

    private final Map<UUID, Integer> holder = new HashMap<>();

    private final Map<UUID, Arrival> received = new LinkedHashMap<>();
    private final Map<String, List<UUID>> order = new HashMap<>();
    private final Set<UUID> ended = new HashSet<>();
    private final Set<UUID> blocked = new HashSet<>();
    private final Map<String, List<UUID>> sendOrder = new HashMap<>();
    private final Set<UUID> delivered = new HashSet<>();
    private long downstreamFiltered;
    private final Map<String, Long> expected = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsOrderLosesNothingRepeatsNothingAndAddsUp(long seed) {
        random = new Random(seed);
        new Sources(world.pool).begin(FILE, Map.of("", 0L));
        startNode(0);
        startNode(1);
        for (int step = 0; step < STEPS; step++) {
            int dice = random.nextInt(100);
            if (dice < 35) {
                receive();
            } else if (dice < 40) {
                repeat();
            } else if (dice < 75) {
                finishOne();
            } else if (dice < 93) {
                deliverOne();
            } else if (dice < 96) {
                discardOne();
            } else {
                kill(random.nextInt(2));
            }
        }
        drain();
        verify();
    }

    private void startNode(int n) {
        TestSink sink = new TestSink();
        sink.capacity = 5;
        sink.ahead = this::carryAhead;
        sinks[n] = sink;
        nodes[n] = world.node("node" + n, sink);
    }

    private void kill(int n) {
        nodes[n].kill();
        handed.keySet().removeIf(id -> holder.get(id) == n);
        startNode(n);
    }

    private PostgresLedger any() {
        return nodes[random.nextInt(2)];
    }

    private String key() {
        return "key" + random.nextInt(6);
    }

    private void receive() {
        Arriving made = random.nextInt(5) == 0
                ? message().lanes(Stream.of(key(), key()).distinct().toArray(String[]::new))
                : message().lanes(key());
        Arrival arrival = (random.nextBoolean() ? made : made.from(next())).build();
        world.clock.jump(Duration.ofSeconds(1)); // what was in vain is tried again
        received.put(arrival.id(), arrival);
        arrival.lanes()
                .forEach(key ->
                        order.computeIfAbsent(key, k -> new ArrayList<>()).add(arrival.id()));
        assertThat(get(any().receive(arrival))).isInstanceOf(Receipt.Stored.class);
        settle();
    }

    /** The next record of a file: its run may be carried before it is stored. */
    private Origin next() {
        return new Origin(null, 0, Map.of(), new Origin.Progress(FILE, "", position, ++position, true));
    }

    private CompletableFuture<Optional<RunResult>> carryAhead(ReadyRun run) {
        int dice = random.nextInt(8);
        if (dice < 2) {
            return TestSink.later();
        }
        RunResult result = result(run, dice);
        proposed.add(result);
        return TestSink.done(result);
    }

    /** Of the runs that were carried ahead, those that were committed like that; the others come in their turn. */
    private void settle() {
        for (RunResult result : proposed) {
            String state = world.text("select max(state) from run where id = '"
                    + result.run().id() + "' and state in ('ROUTED', 'COMPLETED', 'FILTERED')");
            if (state != null) {
                inOrder(result.run());
                finished(result);
                wentAhead++;
            }
        }
        proposed.clear();
    }

    private void repeat() {
        if (!received.isEmpty()) {
            Arrival first = pick(List.copyOf(received.values()));
            Arrival again = message()
                    .controlId(first.controlId())
                    .body(new String(first.bytes()))
                    .build();
            assertThat(get(any().receive(again))).isEqualTo(new Receipt.Duplicate(again.id(), first.id()));
            count("DUPLICATE", 1);
        }
    }

    private void take() {
        for (int n = 0; n < 2; n++) {
            while (!sinks[n].idle()) {
                ReadyRun run = sinks[n].next();
                handed.put(run.id(), run);
                holder.put(run.id(), n);
                inOrder(run);
            }
        }
    }

    /** Whoever is handed over is the oldest of each of its keys that has not ended. */
    private void inOrder(ReadyRun run) {
        if (run.eventId() != null) {
            return;
        }
        for (String key : received.get(run.messageId()).lanes()) {
            for (UUID before : order.get(key)) {
                if (before.equals(run.messageId())) {
                    break;
                }
                assertThat(ended).as("before %s in %s", run.messageId(), key).contains(before);
            }
        }
    }

    private void finishOne() {
        take();
        if (handed.isEmpty()) {
            return;
        }
        ReadyRun run = pick(List.copyOf(handed.values()));
        finish(run, random.nextInt(10));
    }

    private void finish(ReadyRun run, int dice) {
        PostgresLedger node = nodes[holder.get(run.id())];
        handed.remove(run.id());
        RunResult result = result(run, dice);
        try {
            get(node.finish(result));
        } catch (ProblemException fenced) {
            // A node was killed; whoever takes the run over is handed it again.
            assertThat(fenced.problem()).isEqualTo(LedgerProblem.FENCED);
            proposed.clear();
            return;
        }
        finished(result);
        settle();
        nodes[0].runsWanted(run.integration());
        nodes[1].runsWanted(run.integration());
    }

    private RunResult result(ReadyRun run, int dice) {
        if (run.eventId() != null) {
            return Results.routed(run, List.of(), List.of(Results.delivery(run, Results.ERP, lane(run))));
        }
        return switch (dice) {
            case 0 -> Results.dead(run, true);
            case 1 -> Results.dead(run, false);
            case 2 -> Results.held(run);
            case 3 -> Results.filtered(run);
            default -> Results.routed(run, List.of(Results.event(run, lane(run), DOWNSTREAM)), List.of());
        };
    }

    private void finished(RunResult result) {
        ReadyRun run = result.run();
        if (run.eventId() != null) {
            RunResult.NewDelivery delivery = result.deliveries().getFirst();
            sendOrder.computeIfAbsent(delivery.lane(), k -> new ArrayList<>()).add(delivery.id());
            return;
        }
        switch (result.end()) {
            case RunResult.End.Routed routed -> count("COMPLETED", 1);
            case RunResult.End.Filtered filtered -> count("FILTERED", 1);
            case RunResult.End.Dead dead -> count("DEAD", 1);
            case RunResult.End.Held held -> count("HELD", 1);
            case RunResult.End.InDoubt doubt -> count("IN_DOUBT", 1);
        }
        if (result.end() instanceof RunResult.End.Dead dead && dead.strict()) {
            blocked.add(run.id());
        } else {
            assertThat(ended.add(run.messageId())).as("ended once").isTrue();
        }
    }

    private String lane(ReadyRun run) {
        return received.get(run.messageId()).lanes().getFirst();
    }

    private void deliverOne() {
        PostgresLedger node = any();
        for (ClaimedDelivery delivery : node.claim(Results.ERP, 1 + random.nextInt(3))) {
            String lane = lane(delivery);
            List<UUID> queue = sendOrder.get(lane);
            UUID oldest = queue.stream()
                    .filter(id -> !delivered.contains(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(delivery.id()).as("oldest of %s", lane).isEqualTo(oldest);
            int dice = random.nextInt(10);
            if (dice < 7) {
                get(node.finish(Results.delivered(delivery)));
                assertThat(delivered.add(delivery.id())).as("delivered once").isTrue();
            } else if (dice < 9) {
                get(node.finish(Results.result(delivery, new Next.Retry(world.clock.instant()))));
            } else {
                get(node.finish(new DeliveryResult(delivery, new Next.PutBack(world.clock.instant()), null)));
            }
        }
    }

    private String lane(ClaimedDelivery delivery) {
        return received.get(delivery.messageId()).lanes().getFirst();
    }

    /** Runs that the kills of this test have hit three times. */
    private void noticeCrashed() {
        for (String id : world.texts("select id from dead_letter where code = 'run.crashed'")) {
            UUID run = UUID.fromString(id);
            if (blocked.add(run)) {
                handed.remove(run);
                if (ofDownstream(run)) {
                    downstreamFiltered++;
                } else {
                    count("DEAD", 1);
                }
            }
        }
    }

    private boolean ofDownstream(UUID run) {
        return world.text("select integration from run where id = '" + run + "'")
                .equals(DOWNSTREAM);
    }

    private void discardOne() {
        noticeCrashed();
        if (!blocked.isEmpty()) {
            UUID run = pick(List.copyOf(blocked));
            any().reopen(reopening -> {
                reopening.discard(run);
                return null;
            });
            blocked.remove(run);
            if (ofDownstream(run)) {
                return;
            }
            count("DEAD", -1);
            count("FILTERED", 1);
            ended.add(UUID.fromString(world.text("select message_id from run where id = '" + run + "'")));
        }
    }

    private void drain() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    do {
                        discardOne();
                    } while (!blocked.isEmpty());
                    take();
                    List.copyOf(handed.values()).forEach(run -> finish(run, 9));
                    deliverOne();
                    List<OutboxEvent> events = nodes[0].outbox(100);
                    if (!events.isEmpty()) {
                        nodes[0].relayed(events);
                    }
                    return ended.size() == received.size()
                            && world.number("select (select count(*) from work) + (select count(*) from outbox)") == 0;
                });
    }

    private void verify() {
        assertThat(ended).isEqualTo(received.keySet());
        assertThat(wentAhead).as("runs committed with what made them").isGreaterThan(20);
        assertThat(delivered)
                .hasSameSizeAs(sendOrder.values().stream().flatMap(List::stream).toList());
        assertThat(world.number("select count(*) from lane")).isZero();
        expected.values().removeIf(n -> n == 0);
        assertThat(world.balance(INTEGRATION)).isEqualTo(expected);
        Map<String, Long> downstream = new TreeMap<>(Map.of("COMPLETED", (long) delivered.size()));
        if (downstreamFiltered > 0) {
            downstream.put("FILTERED", downstreamFiltered);
        }
        assertThat(world.balance(DOWNSTREAM)).isEqualTo(downstream);
        assertThat(world.number("select count(*) from message"))
                .isEqualTo(expected.values().stream().mapToLong(Long::longValue).sum());
    }

    private void count(String state, long n) {
        expected.merge(state, n, Long::sum);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
