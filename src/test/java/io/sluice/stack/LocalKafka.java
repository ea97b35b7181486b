package io.sluice.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker and its controller (KRaft) in this JVM, on loopback, small. Topics are made by the engine only.
 */
final class LocalKafka implements Component {

    private static final int NODE = 1;

    private final Path data;
    private final int port;
    private final Map<String, String> further;
    private final List<String> scram;
    private KafkaRaftServer server;

    LocalKafka(StackFolder folder, int port) {
        this(folder, port, Map.of(), List.of());
    }

    /**
     * @param further settings of the broker, before all others
     * @param scram users of the first start, as kafka-storage takes them
     */
    LocalKafka(StackFolder folder, int port, Map<String, String> further, List<String> scram) {
        this.data = folder.data(name());
        this.port = port;
        this.further = further;
        this.scram = scram;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("kafka.bootstrap.servers", address());
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public void start() throws Exception {
        if (!Files.exists(data.resolve("meta.properties"))) {
            format();
        }
        server = new KafkaRaftServer(KafkaConfig.fromProps(configuration(), false), Time.SYSTEM);
        server.startup();
    }

    @Override
    public void close() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    private void format() throws Exception {
        Files.createDirectories(data);
        Formatter formatter = new Formatter()
                .setPrintStream(System.out)
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data.toString())
                .addDirectory(data.toString());
        if (!scram.isEmpty()) {
            formatter.setScramArguments(scram);
        }
        formatter.run();
    }

    private Properties configuration() {
        // Only the broker talks to its controller, so any free port will do, and another one at each start.
        int controller = Ports.free();
        Properties p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", String.valueOf(NODE));
        p.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controller);
        p.put("listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controller));
        p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        p.put("controller.listener.names", "CONTROLLER");
        p.put("inter.broker.listener.name", "PLAINTEXT");
        p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put("log.dirs", data.toString());
        p.put("auto.create.topics.enable", "false");

        // One broker: every internal topic has one copy and one partition.
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            p.put(topic + ".replication.factor", "1");
            p.put(topic + ".num.partitions", "1");
        }
        p.put("transaction.state.log.min.isr", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        // So that a test need not wait longer for the partitions of a reader that it has killed.
        p.put("group.min.session.timeout.ms", "1000");
        // One voter: nobody else could be elected meanwhile.
        p.put("controller.quorum.election.timeout.ms", "100");
        p.put("controller.quorum.fetch.timeout.ms", "200");
        // After a kill the controller takes the broker back only when its former session has run out.
        p.put("broker.session.timeout.ms", "2000");
        p.put("broker.heartbeat.interval.ms", "250");

        // Small: the defaults are for machines that do nothing else.
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "2");
        p.put("background.threads", "2");
        p.put("num.recovery.threads.per.data.dir", "1");
        p.put("log.cleaner.dedupe.buffer.size", "2097152");
        p.put("log.segment.bytes", "134217728");
        String controllers = "CONTROLLER://127.0.0.1:" + controller;
        further.forEach((key, value) -> p.put(key, value.replace("{controller}", controllers)));
        return p;
    }
}
