package io.sluice.receive.kafka;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.KafkaCluster;
import io.sluice.catalog.KafkaListener;
import io.sluice.catalog.StartFrom;
import io.sluice.receive.QueueCatalog;
import io.sluice.receive.StoredQueue;
import io.sluice.stack.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** As much of an engine as reading a topic needs, in a process that a test may kill: ledger, intake, listener. */
public final class ReaderProcess {

    /** Sessions that a broker gives up soon. */
    private static final Map<String, String> IMPATIENT =
            Map.of("session.timeout.ms", "2000", "heartbeat.interval.ms", "300");

    private ReaderProcess() {}

    /** @param arguments of {@link #start} */
    public static void main(String[] arguments) throws IOException {
        StoredQueue stored =
                new StoredQueue(new Database(arguments[0], arguments[1], arguments[2]), Path.of(arguments[3]));
        var cluster = new KafkaCluster(arguments[4], Optional.empty(), Optional.empty(), IMPATIENT);
        KafkaListener listener = new KafkaListener(
                "group",
                "partner",
                cluster,
                List.of(arguments[5]),
                new StartFrom.Earliest(),
                List.of(),
                Optional.empty(),
                100,
                1 << 20,
                Optional.empty());
        Catalog catalog = QueueCatalog.of(listener, "json");
        KafkaListeners listeners = new KafkaListeners(
                stored.intake(catalog), stored.sources(), stored.keyring(), InstantSource.system(), stored.meter());
        listeners.open(catalog);
        while (System.in.read() >= 0) {
            // only its end matters: then the test has ended
        }
        listeners.close();
        stored.close();
        System.exit(0);
    }

    /** Starts one in a process of its own, which ends with this one. */
    static Process start(Database database, Path keys, String bootstrap, String topic, Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ReaderProcess.class.getName(),
                        database.url(),
                        database.username(),
                        database.password(),
                        keys.toString(),
                        bootstrap,
                        topic)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
