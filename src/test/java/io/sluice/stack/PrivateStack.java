package io.sluice.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A stack of one test's own, whose servers it may kill and start again on the same data and the same ports, while the
 * engine under test goes on. PostgreSQL, Kafka and Artemis are processes apart, so that each can go without the others.
 * A test that needs PostgreSQL alone takes a {@link PrivatePostgres}, which is there sooner.
 */
public final class PrivateStack implements AutoCloseable {

    private static final String KAFKA = "kafka";
    private static final String ARTEMIS = "artemis";

    private final PrivatePostgres postgres;
    private final StackFolder kafkaFolder;
    private final StackFolder artemisFolder;
    private final TestStack addresses;
    private StackProcess kafka;
    private BrokerAddress broker;
    private StackProcess artemis;

    private PrivateStack(Path root) {
        kafkaFolder = StackFolder.of(root.resolve(KAFKA));
        artemisFolder = StackFolder.of(root.resolve(ARTEMIS));
        CompletableFuture<StackProcess> beside =
                CompletableFuture.supplyAsync(() -> StackProcess.start(kafkaFolder, List.of(KAFKA), Map.of()));
        postgres = PrivatePostgres.start(root.resolve("postgres"));
        kafka = beside.join();
        addresses = new TestStack(
                postgres.database(), TestStack.of(kafkaFolder.readSettings()).bootstrapServers());
    }

    /** @param root an empty folder, or that of an earlier stack, whose data then come back */
    public static PrivateStack start(Path root) {
        return new PrivateStack(root);
    }

    /** Stays true over every kill and start. */
    public TestStack addresses() {
        return addresses;
    }

    /** Artemis, which is started for the first that asks. Stays true over every kill and start. */
    public synchronized BrokerAddress broker() {
        if (broker == null) {
            artemisFolder.secret(LocalArtemis.SECRET);
            broker =
                    new BrokerAddress("tcp://127.0.0.1:" + Ports.free(), artemisFolder.secretFile(LocalArtemis.SECRET));
            startArtemis();
        }
        return broker;
    }

    /** SIGKILL to PostgreSQL and all its backends. */
    public void killPostgres() {
        postgres.kill();
    }

    /** Returns when it has recovered and lets clients in. */
    public void startPostgres() {
        postgres.startAgain();
    }

    /** SIGKILL to Kafka. */
    public void killKafka() {
        kafka.kill();
    }

    /** Returns when Kafka takes records again. */
    public void startKafka() {
        String address = addresses.bootstrapServers();
        String port = address.substring(address.lastIndexOf(':') + 1);
        kafka = StackProcess.start(kafkaFolder, List.of(KAFKA), Map.of("SLUICE_KAFKA_PORT", port));
    }

    /** SIGKILL to Artemis, which somebody has asked for. */
    public void killArtemis() {
        artemis.kill();
    }

    /** Returns when Artemis has read its journal and lets clients in. */
    public void startArtemis() {
        int port = URI.create(broker.url()).getPort();
        artemis = StackProcess.start(artemisFolder, List.of(ARTEMIS), Map.of("SLUICE_JMS_PORT", "" + port));
    }

    /** Ends all of them; the data stay where they are. */
    @Override
    public void close() {
        postgres.close();
        kafka.stop();
        if (artemis != null) {
            artemis.stop();
        }
    }
}
