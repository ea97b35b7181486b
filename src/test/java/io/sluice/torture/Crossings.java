package io.sluice.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.stack.LocalArtemis;
import io.sluice.stack.PrivateStack;
import io.sluice.torture.Evidence.Applied;
import io.sluice.torture.Evidence.Sent;
import io.sluice.torture.Evidence.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Every ingress beside MLLP, with its senders, and the outgoing endpoints to files, to Kafka and over HTTP. The brokers, the
 * folder and the receivers outlive the engine. Each thing that is sent has a key and a number, and reaches every receiver
 * with both, so that all of it can be accounted for.
 */
final class Crossings implements AutoCloseable {

    /** An ingress, and who gets what comes by it. */
    enum Ingress {
        FILES(Crossings.HTTP, Crossings.TOPIC),
        REST(Crossings.TOPIC),
        TOPIC(Crossings.HTTP),
        QUEUE(Crossings.FOLDER);

        private final List<String> targets;

        Ingress(String... targets) {
            this.targets = List.of(targets);
        }

        /** Also the name of its listener. */
        String integration() {
            return "crossing-" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static final String HTTP = "crossing/http";
    static final String FOLDER = "crossing/folder";
    static final String TOPIC = "crossing/topic";

    private static final int REST_FASTER = 5;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SEND_LIMIT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What was under way in many deaths is tried again after a minute, as its tier says; that is not stuck. */
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(90);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final PrivateStack stack;
    private final Path folder;
    private final Paperwork paperwork;
    private final LocalArtemis broker;
    private final String topic = "crossing-" + UUID.randomUUID();
    private final int port = freePort();
    private final Answers answers = new Answers();
    private final Map<Ingress, Traffic> traffic = new EnumMap<>(Ingress.class);

    /** @param name of its folder below {@code target/torture}; what an earlier run left there is deleted */
    Crossings(PrivateStack stack, String name) throws IOException {
        this.stack = stack;
        folder = Path.of("target", "torture", name + "-crossings").toAbsolutePath();
        Folders.delete(folder);
        paperwork = new Paperwork(folder);
        broker = LocalArtemis.start(folder.resolve("artemis"));
        new Topics(stack.addresses().bootstrapServers()).make(topic, topic + ".out");
    }

    /** Of the engine, by environment variable. */
    Map<String, String> settings() {
        return Map.of(
                "SLUICE_HOME", "src/test/resources/torture",
                "SLUICE_CROSSING_FOLDER", folder.toString(),
                "SLUICE_CROSSING_PORT", Integer.toString(port),
                "SLUICE_CROSSING_TOPIC", topic,
                "SLUICE_CROSSING_BROKER", broker.url(),
                "SLUICE_CROSSING_PASSWORD", broker.passwordFile().toString());
    }

    /** The body of a message. */
    static String json(Sent what) {
        return "{\"key\":\"%s\",\"number\":%d}".formatted(what.patient(), what.number());
    }

    /** Lets all of them go on sending until {@link #settle}. */
    void keepSending(Scene scene) {
        for (Ingress ingress : Ingress.values()) {
            keepSending(ingress, scene);
        }
    }

    /** Lets one of them go on sending until {@link #settle}. */
    void keepSending(Ingress ingress, Scene scene) {
        traffic.put(ingress, ingress == Ingress.FILES ? files() : senders(ingress, scene));
    }

    private Traffic files() {
        Duration between = Scale.pause().multipliedBy(Scale.records()).dividedBy(2);
        return new FileDrop("FILES", folder, Scale.keys()).keepDropping(Scale.records(), between);
    }

    private Traffic senders(Ingress ingress, Scene scene) {
        // Brokers take what comes while the engine is away; requests need it alive, so they come closer together.
        Duration pause = ingress == Ingress.REST ? Scale.pause().dividedBy(REST_FASTER) : Scale.pause();
        Path token =
                scene.folder().resolve(EngineProcess.DATA).resolve("tokens").resolve("system-crossing.jwt");
        return new Senders(ingress.name(), () -> switch (ingress) {
                    case REST -> new RestLine(port, token, answers);
                    case TOPIC -> new TopicLine(stack.addresses().bootstrapServers(), topic);
                    case QUEUE -> new QueueLine(broker);
                    case FILES -> throw new IllegalArgumentException("files have no line");
                })
                .start(Scale.senders(), Scale.keys(), Integer.MAX_VALUE, pause);
    }

    /** Ends the sending, lets the living engine do all that it can, looks at everything, and says what is wrong. */
    List<String> settle(Scene scene) {
        traffic.values().forEach(Traffic::enough);
        traffic.values().forEach(one -> {
            if (!one.join(SEND_LIMIT)) {
                one.close();
            }
        });
        awaitTaken(scene.tables());
        List<String> wrong = new ArrayList<>(Checker.check(scene.settle(LONGEST_RETRY)));
        Map<String, List<Applied>> applied =
                Map.of(HTTP, scene.targets().crossing(), FOLDER, inFolder(), TOPIC, onTopic());
        List<Told> told = scene.tables().told();
        traffic.forEach((ingress, one) -> {
            Evidence evidence = evidence(ingress, one.sent(), told, applied, scene);
            wrong.addAll(Checker.check(evidence));
            System.out.printf(
                    "%s: sent %d, completed %d%n",
                    ingress.integration(), evidence.sent().size(), completed(evidence));
        });
        wrong.addAll(answers.wrong());
        if (traffic.get(Ingress.FILES) instanceof FileDrop drop) {
            await(() -> paperwork.allSettled(drop.dropped()) ? 0 : 1);
            wrong.addAll(paperwork.wrong(drop.dropped()));
        }
        try (QueueLine queue = new QueueLine(broker)) {
            if (queue.waiting() > 0) {
                wrong.add("stuck: " + queue.waiting() + " messages in the queue");
            }
        }
        return wrong;
    }

    private static long completed(Evidence evidence) {
        return evidence.told().stream()
                .filter(one -> one.state().equals("COMPLETED"))
                .count();
    }

    private Evidence evidence(
            Ingress ingress, List<Sent> sent, List<Told> told, Map<String, List<Applied>> applied, Scene scene) {
        String integration = ingress.integration();
        Map<String, List<Applied>> own = new java.util.HashMap<>();
        applied.forEach((target, all) -> own.put(
                target,
                all.stream()
                        .filter(one -> one.patient().startsWith(ingress.name()))
                        .toList()));
        return new Evidence(
                sent,
                told.stream()
                        .filter(one -> one.integration().equals(integration))
                        .toList(),
                Map.of(integration, ingress.targets),
                own,
                Map.of(),
                scene.tables().effects().stream()
                        .filter(one -> one.integration().equals(integration))
                        .toList(),
                List.of(),
                // None of these targets may leave a doubt: they honour keys, or can be asked.
                0);
    }

    /** Waits until the ledger has all that was acknowledged, or nothing comes any more. */
    private void awaitTaken(LedgerTables tables) {
        await(() -> {
            Set<String> missing = new HashSet<>();
            traffic.values()
                    .forEach(one -> one.sent().stream()
                            .filter(Sent::acknowledged)
                            .forEach(sent -> missing.add(sent.controlId())));
            tables.told().forEach(told -> missing.remove(told.controlId()));
            return missing.size() + (paperwork.allTaken() ? 0 : 1);
        });
    }

    private interface Count {
        int left();
    }

    private static void await(Count count) {
        int least = Integer.MAX_VALUE;
        long since = System.nanoTime();
        for (int left = count.left(); left > 0; left = count.left()) {
            if (left < least) {
                least = left;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** In the order of their numbers, which is that in which they were written. */
    private List<Applied> inFolder() {
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.comparingLong(file -> Long.parseLong(part(file, 0))))
                    .map(file -> applied(read(file), part(file, 1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String part(Path file, int which) {
        return file.getFileName().toString().replace(".json", "").split("_")[which];
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Applied> onTopic() {
        return new Topics(stack.addresses().bootstrapServers())
                .all(Set.of(topic + ".out")).stream()
                        .map(one -> applied(one.value(), Topics.header(one.headers(), "Idempotency-Key")))
                        .toList();
    }

    private static Applied applied(byte[] body, String key) {
        try {
            JsonNode json = JSON.readTree(body);
            return new Applied(
                    json.path("key").asText(), json.path("number").asInt(), key, Integer.toString(json.hashCode()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() {
        traffic.values().forEach(Traffic::close);
        broker.close();
    }
}
