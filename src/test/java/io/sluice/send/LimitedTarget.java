package io.sluice.send;

import io.sluice.catalog.Endpoint;
import io.sluice.catalog.FileBatch;
import io.sluice.catalog.FileEndpoint;
import io.sluice.catalog.FileStore;
import io.sluice.catalog.FileWrap;
import io.sluice.catalog.JmsBroker;
import io.sluice.catalog.JmsEndpoint;
import io.sluice.catalog.KafkaCluster;
import io.sluice.catalog.KafkaEndpoint;
import io.sluice.catalog.Limits;
import io.sluice.catalog.MllpEndpoint;
import io.sluice.catalog.MllpEndpoint.ControlId;
import io.sluice.catalog.SecretRef;
import io.sluice.simulator.LegacyReceiver;
import io.sluice.stack.LocalArtemis;
import io.sluice.stack.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A real receiver of one transport, and its endpoint {@code target/main}. */
final class LimitedTarget implements AutoCloseable {

    enum Kind {
        HTTP,
        MLLP,
        FILE,
        FILE_OF_MANY,
        KAFKA,
        JMS
    }

    static final String ID = "target/main";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Kind kind;
    private final Endpoint endpoint;

    LimitedTarget(Kind kind, Path folder, Limits limits) throws IOException {
        this.kind = kind;
        this.endpoint = switch (kind) {
            case HTTP -> {
                Erp erp = opened(new Erp(0, folder.resolve("erp.journal")));
                yield SendCatalog.http(ID, erp.port(), true, limits, SendCatalog.NEVER, SendCatalog.PATIENT);
            }
            case MLLP -> {
                LegacyReceiver receiver =
                        opened(new LegacyReceiver(0, 0, folder.resolve("lab.journal"), InstantSource.system()));
                yield mllp(receiver.port(), limits);
            }
            case FILE -> file(folder, limits, Optional.empty());
            case FILE_OF_MANY ->
                file(
                        folder,
                        limits,
                        Optional.of(new FileBatch(
                                List.of(),
                                ZoneOffset.UTC,
                                1,
                                1 << 20,
                                FileBatch.WhenEmpty.NONE,
                                new FileBatch.Content.Records("jsonl", Map.of()))));
            case KAFKA -> kafka(limits);
            case JMS -> jms(opened(LocalArtemis.start(folder.resolve("artemis"))), limits);
        };
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.push(one);
        return one;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** Something that the receiver takes. */
    String body(int number) {
        return kind == Kind.MLLP
                ? "MSH|^~\\&|SLUICE|H|LAB|H|20261122||ADT^A08|M" + number + "|P|2.5.1\rPID|1||1^^^H\rPV1|1|I\r"
                : "{\"lane\":1,\"number\":" + number + "}";
    }

    private static MllpEndpoint mllp(int port, Limits limits) {
        MllpEndpoint plain = SendCatalog.mllp(ID, port, true, ControlId.SHORT20, SendCatalog.PATIENT);
        return new MllpEndpoint(
                plain.name(),
                plain.system(),
                plain.host(),
                plain.port(),
                plain.tls(),
                plain.controlId(),
                plain.ack(),
                plain.charset(),
                plain.idempotent(),
                plain.timeout(),
                limits,
                plain.breaker());
    }

    private static FileEndpoint file(Path folder, Limits limits, Optional<FileBatch> batch) throws IOException {
        String outbound = Files.createDirectories(folder.resolve("outbound")).toString();
        return new FileEndpoint(
                "main",
                "target",
                new FileStore.Local(),
                outbound,
                "{sequence}.json",
                ".part",
                FileWrap.NONE,
                batch,
                SendCatalog.PATIENT,
                limits,
                Optional.of(SendCatalog.NEVER));
    }

    private static KafkaEndpoint kafka(Limits limits) {
        String bootstrap = TestStack.shared().bootstrapServers();
        String topic = "limited-" + UUID.randomUUID();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
        return new KafkaEndpoint(
                "main",
                "target",
                new KafkaCluster(bootstrap, Optional.empty(), Optional.empty(), Map.of()),
                topic,
                Optional.empty(),
                false,
                SendCatalog.PATIENT,
                limits,
                Optional.of(SendCatalog.NEVER));
    }

    private static JmsEndpoint jms(LocalArtemis artemis, Limits limits) {
        var login = new JmsBroker.Login(LocalArtemis.ACCOUNT, SecretRef.of("file:" + artemis.passwordFile()));
        return new JmsEndpoint(
                "main",
                "target",
                new JmsBroker(artemis.url(), JmsBroker.ARTEMIS, Optional.of(login)),
                "limited-" + UUID.randomUUID(),
                JmsEndpoint.Body.TEXT,
                4,
                Optional.empty(),
                Optional.empty(),
                true,
                SendCatalog.PATIENT,
                limits,
                Optional.of(SendCatalog.NEVER));
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }
}
