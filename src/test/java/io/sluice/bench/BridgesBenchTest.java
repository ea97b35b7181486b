package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.simulator.files.FileFault;
import io.sluice.simulator.files.FileGenerator;
import io.sluice.simulator.files.FileKind;
import io.sluice.stack.Ports;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The other bridges, each beside a plain Camel route of the same steps; see {@link BenchTest}. */
@Tag("bench")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BridgesBenchTest {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    // After one round the engine's compiler still took more processor time than all its other threads.
    private static final int WARM = 2;
    private static final int ROWS = Integer.getInteger("bench.rows", 40_000);
    private static final int CLAIMS = Integer.getInteger("bench.claims", 15_000);
    private static final int RECORDS = Integer.getInteger("bench.records", 20_000);
    private static final int LARGE_MIB = Integer.getInteger("bench.largeMib", 1024);
    private static final Duration MEASURE = Duration.ofSeconds(Integer.getInteger("bench.measure", 10));
    // What is asked while the clock runs looks at small tables only: counting runs took a sixth of PostgreSQL's time.
    private static final String STORED =
            "select count(*) from file where integration = 'bench-%s' and stored_at is not null";
    private static final String OF = " from run where integration = 'bench-%s' and state in ('RECEIVED', 'ROUTED')";
    private static final String PATIENTS = "bench.patients";
    private static final String FLOOR_PATIENTS = "floor.patients";
    private static final String FLOOR_EVENTS = "floor.events";
    private static final Report REPORT = new Report(Path.of("target", "bench"), "bridges");

    private static Site site;
    private static Process engine;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        site = new Site(Path.of("target", "bench", "site-" + System.currentTimeMillis()));
        admin = Admin.create(Map.of("bootstrap.servers", site.bootstrap()));
        admin.createTopics(Stream.of(FLOOR_EVENTS, FLOOR_PATIENTS, PATIENTS)
                        .map(topic -> new NewTopic(topic, 4, (short) 1))
                        .toList())
                .all()
                .get();
        engine = site.engine();
    }

    @AfterAll
    static void end() throws IOException {
        REPORT.print();
        admin.close();
        site.close();
    }

    /** 202s of appointments that are stored and not yet run. */
    @Test
    @Order(1)
    void requests() throws Exception {
        site.execute(
                "insert into pause (target, actor, reason) values ('integration:bench-bookings', 'bench', 'bench')");
        int port = Ports.free();
        Process floor = site.floor(BookingsFloor.class, "" + port, site.jdbc());
        Site.awaitPort(port);
        Wire camel = new HttpWire(port);
        Wire sluice = new HttpWire(site.port("SLUICE_BENCH_HTTP_PORT"));
        for (Wire warm : List.of(camel, sluice)) {
            Load.run(warm, 16, MEASURE, 0);
        }
        List<Load.Result> floors = new ArrayList<>();
        List<Load.Result> ours = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            floors.add(accepted(camel));
            ours.add(accepted(sluice));
        }
        REPORT.requests("REST, 16 connections, 202/s", floors, ours);
        site.end(floor);
    }

    private static Load.Result accepted(Wire wire) throws Exception {
        Load.Result result = Load.run(wire, 16, MEASURE, 0);
        assertThat(result.refused()).as("refused requests").isZero();
        return result;
    }

    @Test
    @Order(2)
    void rowsOfCsvToEvents() throws Exception {
        files("CSV rows/s to canonical events", FileKind.ITEMS, ROWS, "items", ".csv", ItemsFloor.class, "bench-item");
    }

    @Test
    @Order(3)
    void claimsOf835ToEvents() throws Exception {
        files(
                "X12 835 claims/s to canonical events",
                FileKind.REMITTANCE,
                CLAIMS,
                "remittances",
                ".835",
                ClaimsFloor.class,
                "remittance");
    }

    /** Rounds of a file each, the floor's and ours in turns; the first two warm and are not counted. */
    private static void files(
            String name, FileKind kind, int rows, String folder, String ending, Class<?> floorMain, String entity)
            throws Exception {
        String topic = "sluice." + entity + ".v1";
        Path floorFolder = Files.createDirectories(site.files().resolve("floor-" + folder));
        Process floor = site.floor(floorMain, floorFolder.toString(), site.bootstrap(), FLOOR_EVENTS);
        List<Double> floors = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        long bytes = 0;
        for (int round = 0; round < WARM + ROUNDS; round++) {
            Path file = site.files().resolve(folder + round + ".made");
            try (OutputStream out = Files.newOutputStream(file)) {
                new FileGenerator(kind, rows, round * 10L + 1, FileFault.NONE).write(out);
            }
            bytes = Files.size(file);
            Path copy = Files.copy(file, site.files().resolve("copy" + ending));

            long events = events(FLOOR_EVENTS);
            long began = System.nanoTime();
            Files.move(copy, floorFolder.resolve(round + ending));
            until(() -> events(FLOOR_EVENTS) >= events + rows);
            double floorRate = rows / seconds(began);

            String stored = STORED.formatted(folder);
            long before = site.number(stored);
            long eventsBefore = events(topic);
            began = System.nanoTime();
            long[] used = used();
            Files.move(file, site.files().resolve(folder).resolve(round + ending));
            until(() -> site.number(stored) > before);
            double storedAfter = seconds(began);
            until(() -> events(topic) >= eventsBefore + rows);
            double ourRate = rows / seconds(began);
            System.out.printf(
                    "%s, round %d: floor %.0f, sluice %.0f, stored after %.1f s, %s%n",
                    name, round, floorRate, ourRate, storedAfter, cpu(used, rows));
            if (round >= WARM) {
                floors.add(floorRate);
                ours.add(ourRate);
            }
            site.awaitZero("select count(*)" + OF.formatted(folder));
        }
        assertThat(site.number(
                        "select count(*) from run where state = 'COMPLETED' and integration = 'bench-" + folder + "'"))
                .as("records that were completed")
                .isEqualTo((long) (WARM + ROUNDS) * rows);
        REPORT.beside(name + " (" + rows + ", " + (bytes >> 20) + " MiB)", floors, ours);
        REPORT.fact("  MB/s of the same", Report.median(ours) * bytes / rows / 1e6);
        site.end(floor);
    }

    @Test
    @Order(4)
    void recordsOfKafkaToDeliveries() throws Exception {
        List<Double> floors = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        Process floor = site.floor(
                PatientsFloor.class,
                site.bootstrap(),
                FLOOR_PATIENTS,
                "" + site.erp().port());
        for (int round = 0; round < WARM + ROUNDS; round++) {
            long applied = site.erp().applied();
            long began = System.nanoTime();
            produce(FLOOR_PATIENTS, round);
            until(() -> site.erp().applied() >= applied + RECORDS);
            double floorRate = RECORDS / seconds(began);

            long before = site.erp().applied();
            began = System.nanoTime();
            long[] used = used();
            produce(PATIENTS, round);
            until(() -> site.erp().applied() >= before + RECORDS);
            double ourRate = RECORDS / seconds(began);
            site.awaitZero("select count(*)" + OF.formatted("patients"));
            System.out.printf(
                    "Kafka, round %d: floor %.0f, sluice %.0f, %s%n", round, floorRate, ourRate, cpu(used, RECORDS));
            if (round >= WARM) {
                floors.add(floorRate);
                ours.add(ourRate);
            }
        }
        REPORT.beside("Kafka records/s to HTTP deliveries (" + RECORDS + ")", floors, ours);
        site.end(floor);
    }

    /**
     * A gigabyte of rows is looked through and stored; its runs are paused, so that reading alone is what is measured.
     */
    @Test
    @Order(5)
    void memoryOfALargeFile() throws Exception {
        site.execute("insert into pause (target, actor, reason) values ('integration:bench-items', 'bench', 'bench')");
        long before = site.number(STORED.formatted("items"));
        Path file = site.files().resolve("large.part");
        long rows = writeLarge(file, (long) LARGE_MIB << 20);
        long began = System.nanoTime();
        Files.move(file, site.files().resolve("items/large.csv"));
        long most = 0;
        while (site.number(STORED.formatted("items")) == before) {
            TimeUnit.MILLISECONDS.sleep(500);
            most = Math.max(most, ProcessUse.rssMib(engine.pid()));
        }
        REPORT.fact(
                "a file of " + LARGE_MIB + " MiB, rows/s looked through and stored (" + rows + ")",
                rows / seconds(began));
        REPORT.fact("  RSS of the engine at most, MiB", most);
    }

    private static long writeLarge(Path file, long bytes) throws IOException {
        String padding = "Gauze sponge, sterile, woven ".repeat(35).substring(0, 900);
        BigDecimal price = new BigDecimal("1.25");
        long rows = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("ItemNumber,Description,Status,Unit,UnitPrice,EffectiveDate\n");
            for (long size = 0; size < bytes; rows++) {
                String row = "L" + rows + ",\"" + padding + "\",A,EA,1.25,2026-01-01\n";
                out.write(row);
                size += row.length();
            }
            out.write("TRAILER," + rows + "," + price.multiply(BigDecimal.valueOf(rows)) + "\n");
        }
        return rows;
    }

    private static void produce(String topic, int round) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", site.bootstrap()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                String mrn = "K" + round + "-" + i;
                byte[] patient = """
                        {"identifier": [{"use": "usual", "system": "urn:oid:2.16.840.1.113883.19.9", "value": "%s"}],
                         "name": [{"use": "official", "family": "EVERYWOMAN", "given": ["EVE", "E"]}], "gender": "female",
                         "birthDate": "1962-03-20", "address": [{"use": "home", "line": ["153 FERNWOOD DR"],
                         "city": "STATESVILLE", "state": "OH", "postalCode": "35292", "country": "USA"}]}""".formatted(mrn).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topic, mrn.getBytes(StandardCharsets.UTF_8), patient));
            }
        }
    }

    /** How many records a topic has got. */
    /** On a topic so far; none on one that is not there yet. */
    private static long events(String topic) throws Exception {
        if (!admin.listTopics().names().get().contains(topic)) {
            return 0;
        }
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .forEach(one -> ends.put(new TopicPartition(topic, one.partition()), OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                .sum();
    }

    /** Processor time so far, in milliseconds, of the engine, PostgreSQL and Kafka. */
    private static long[] used() {
        return Stream.of(List.of(engine.pid()), site.postgres(), site.kafka())
                .mapToLong(ProcessUse::cpuMillis)
                .toArray();
    }

    private static String cpu(long[] before, int count) {
        long[] now = used();
        return "CPU ms each: engine %.3f, PostgreSQL %.3f, Kafka %.3f"
                .formatted(
                        (now[0] - before[0]) / (double) count,
                        (now[1] - before[1]) / (double) count,
                        (now[2] - before[2]) / (double) count);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition condition) throws Exception {
        long limit = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited ten minutes").isLessThan(limit);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
