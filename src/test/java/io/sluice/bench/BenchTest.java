package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.stack.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * {@code make bench}. Prints figures and asserts none of them: machines are shared and noisy. What it does assert is
 * that what was measured did happen.
 */
@Tag("bench")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BenchTest {

    private static final Duration WARM = Duration.ofSeconds(Integer.getInteger("bench.warm", 8));
    private static final Duration MEASURE = Duration.ofSeconds(Integer.getInteger("bench.measure", 10));
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final Duration END_TO_END = Duration.ofSeconds(Integer.getInteger("bench.endToEnd", 60));
    private static final int RATE = Integer.getInteger("bench.rate", 500);
    private static final int[] CONNECTIONS = Stream.of(
                    System.getProperty("bench.connections", "1,8,32").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    private static final int BACKLOG = Integer.getInteger("bench.backlog", 50_000);
    private static final String PAUSE =
            "insert into pause (target, actor, reason) values ('%s', 'bench', 'bench') on conflict do nothing";
    private static final String RESUME = "delete from pause where target = '%s'";
    private static final String CUSTOMERS = "endpoint:erp-finance/customers";
    private static final String OPEN_RUNS = "select count(*) from run where state in ('RECEIVED', 'ROUTED')";
    private static final String WAITING_RUNS = "select count(*) from work where kind = 'R'";

    private static Site site;
    private static Process engine;
    private static final Report REPORT = new Report(Path.of("target", "bench"), "result");

    @BeforeAll
    static void start() throws Exception {
        site = new Site(Path.of("target", "bench", "site-" + System.currentTimeMillis()));
        long began = System.nanoTime();
        engine = site.engine();
        REPORT.fact("start of the engine, s", seconds(began));
    }

    /** What follows shall not be measured beside the leftovers of what was before. */
    private static void startAnew() throws Exception {
        site.close();
        start();
    }

    @AfterAll
    static void end() throws IOException {
        REPORT.print();
        site.close();
    }

    @Test
    @Order(1)
    void accept() throws Exception {
        site.execute(PAUSE.formatted("integration:admissions"));
        site.execute(PAUSE.formatted("integration:adt-to-lab"));
        int camelPort = Ports.free();
        int hapiPort = Ports.free();
        // One after the other: both make their table when it is missing.
        Process camel = site.floor(CamelFloor.class, "" + camelPort, site.jdbc());
        Site.awaitPort(camelPort);
        Process hapi = site.floor(HapiFloor.class, "" + hapiPort, site.jdbc());
        Site.awaitPort(hapiPort);
        Map<String, int[]> subjects = new LinkedHashMap<>();
        subjects.put("camel netty + HAPI", new int[] {camelPort, (int) camel.pid()});
        subjects.put("HAPI HL7Service", new int[] {hapiPort, (int) hapi.pid()});
        subjects.put("sluice", new int[] {site.port("SLUICE_MLLP_PORT"), (int) engine.pid()});
        for (int[] subject : subjects.values()) {
            Load.run(new MllpWire(subject[0], 500), 8, WARM, 0);
        }
        for (int connections : CONNECTIONS) {
            Map<String, List<Report.Accept>> rounds = new LinkedHashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, int[]> subject : subjects.entrySet()) {
                    rounds.computeIfAbsent(subject.getKey(), s -> new ArrayList<>())
                            .add(accept(subject.getValue()[0], subject.getValue()[1], connections));
                }
            }
            rounds.forEach((subject, results) -> REPORT.accept(subject, connections, results));
        }
        site.end(camel);
        site.end(hapi);
    }

    private static Report.Accept accept(int port, long pid, int connections) throws Exception {
        Collection<Long> pids = new ArrayList<>(site.postgres());
        pids.add(pid);
        long before = ProcessUse.cpuMillis(pids);
        Load.Result result = Load.run(new MllpWire(port, 500), connections, MEASURE, 0);
        long cpu = ProcessUse.cpuMillis(pids) - before;
        assertThat(result.refused()).as("refused messages").isZero();
        return new Report.Accept(result, (double) cpu / result.messages(), ProcessUse.rssMib(pid));
    }

    @Test
    @Order(2)
    void drainOfABacklog() throws Exception {
        startAnew();
        site.execute(PAUSE.formatted("integration:bench-adt"));
        site.execute(PAUSE.formatted(CUSTOMERS));
        fill(16, 500, BACKLOG);
        drained("backlog of runs, runs/s", "integration:bench-adt", WAITING_RUNS);
        drained("backlog of deliveries, deliveries/s", CUSTOMERS, "select count(*) from work where kind = 'D'");
    }

    /** Half of the backlog stands behind one delivery that is being retried and whose time is far away. */
    @Test
    @Order(5)
    void drainBesideABlockedKey() throws Exception {
        site.execute(PAUSE.formatted(CUSTOMERS));
        fill(1, 1, BACKLOG / 2);
        site.awaitZero(WAITING_RUNS);
        site.execute("update work set due = now() + interval '1 day' where kind = 'D' and state = 'READY'");
        fill(16, 500, BACKLOG / 2);
        site.awaitZero(WAITING_RUNS);
        drained(
                "the other half of a backlog behind one blocked key, deliveries/s",
                CUSTOMERS,
                "select count(*) from work w where kind = 'D' and not exists"
                        + " (select 1 from work b where b.due > now() + interval '1 hour' and b.lanes && w.lanes)");
    }

    private static void fill(int connections, int patients, int count) throws Exception {
        long sent = 0;
        while (sent < count) {
            sent += Load.run(
                            new MllpWire(site.port("SLUICE_BENCH_PORT"), patients),
                            connections,
                            Duration.ofSeconds(5),
                            0)
                    .messages();
        }
    }

    /** Lets go of what was paused, and measures until nothing is open any more. */
    private static void drained(String name, String paused, String open) throws Exception {
        long before = site.number(open);
        long began = System.nanoTime();
        site.execute(RESUME.formatted(paused));
        site.awaitZero(open);
        REPORT.fact(name + " (" + before + ")", before / seconds(began));
    }

    @Test
    @Order(3)
    void oneMessageOneEventOneDelivery() throws Exception {
        endToEnd("A08 to one event to one HTTP delivery", site.port("SLUICE_BENCH_PORT"));
    }

    @Test
    @Order(4)
    void theShippedFanOut() throws Exception {
        endToEnd("shipped fan-out of an A08", site.port("SLUICE_MLLP_PORT"));
    }

    private static void endToEnd(String name, int port) throws Exception {
        Load.run(new MllpWire(port, 200), 16, WARM, RATE / 2);
        site.awaitZero(OPEN_RUNS);
        List<Long> pids = new ArrayList<>(site.postgres());
        pids.addAll(site.kafka());
        pids.add(engine.pid());
        long before = ProcessUse.cpuMillis(pids);
        Load.Result result = Load.run(new MllpWire(port, 200), 16, END_TO_END, RATE);
        long backlog = site.number(OPEN_RUNS);
        long began = System.nanoTime();
        site.awaitZero(OPEN_RUNS);
        double drained = seconds(began);
        double cpu = (double) (ProcessUse.cpuMillis(pids) - before) / result.messages();
        REPORT.endToEnd(name, RATE, result, backlog, drained, cpu, ProcessUse.rssMib(engine.pid()));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
