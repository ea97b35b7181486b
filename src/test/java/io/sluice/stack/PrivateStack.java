package io.sluice.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A stack of one test's own, whose servers it may kill and start again on the same data and the same ports, while the
 * engine under test goes on. PostgreSQL and Kafka are processes apart, so that each can go without the other.
 */
public final class PrivateStack implements AutoCloseable {

    private static final String POSTGRES = "postgres";
    private static final String KAFKA = "kafka";

    private final StackFolder postgresFolder;
    private final StackFolder kafkaFolder;
    private final TestStack addresses;
    private StackProcess postgres;
    private StackProcess kafka;

    private PrivateStack(Path root) {
        postgresFolder = StackFolder.of(root.resolve(POSTGRES));
        kafkaFolder = StackFolder.of(root.resolve(KAFKA));
        postgres = StackProcess.start(postgresFolder, List.of(POSTGRES), Map.of());
        kafka = StackProcess.start(kafkaFolder, List.of(KAFKA), Map.of());
        Map<String, String> settings = new HashMap<>(postgresFolder.readSettings());
        settings.putAll(kafkaFolder.readSettings());
        addresses = TestStack.of(settings);
    }

    /** @param root an empty folder, or that of an earlier stack, whose data then come back */
    public static PrivateStack start(Path root) {
        return new PrivateStack(root);
    }

    /** Stays true over every kill and start. */
    public TestStack addresses() {
        return addresses;
    }

    /** SIGKILL to PostgreSQL and all its backends. */
    public void killPostgres() {
        postgres.kill();
    }

    /** Returns when it has recovered and lets clients in. */
    public void startPostgres() {
        int port = URI.create(addresses.database().url().substring("jdbc:".length()))
                .getPort();
        postgres = StackProcess.start(postgresFolder, List.of(POSTGRES), Map.of("SLUICE_PG_PORT", "" + port));
    }

    /** SIGKILL to the broker. */
    public void killKafka() {
        kafka.kill();
    }

    /** Returns when the broker takes records again. */
    public void startKafka() {
        String address = addresses.bootstrapServers();
        String port = address.substring(address.lastIndexOf(':') + 1);
        kafka = StackProcess.start(kafkaFolder, List.of(KAFKA), Map.of("SLUICE_KAFKA_PORT", port));
    }

    /** Ends both; the data stay where they are. */
    @Override
    public void close() {
        postgres.stop();
        kafka.stop();
    }
}
