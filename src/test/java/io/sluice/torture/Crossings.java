package io.sluice.torture;

import io.sluice.stack.Ports;
import io.sluice.stack.PrivateStack;
import io.sluice.torture.Evidence.Applied;
import io.sluice.torture.Evidence.Sent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Every ingress beside MLLP, with its senders, and the outgoing endpoints to files, to Kafka and over HTTP. The
 * brokers, the folder and the receivers outlive the engine. Each thing that is sent has a key and a number, and reaches
 * every receiver with both, so that all of it can be accounted for.
 */
final class Crossings implements AutoCloseable {

    private static final int CALLERS_FASTER = 2;
    private static final int FILE_PAUSES = 10;
    private static final Duration SEND_LIMIT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What was under way in many deaths is tried again after a minute, as its tier says; that is not stuck. */
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(90);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final PrivateStack stack;
    private final Path folder;
    private final Paperwork paperwork;
    private final CrossingTargets targets;
    private final String unique = "crossing-" + UUID.randomUUID();
    private final int port = Ports.free();
    private final int callPort = Ports.free();
    private final Answers answers = new Answers();
    private final Map<Ingress, Traffic> traffic = new EnumMap<>(Ingress.class);

    /** @param name of its folder below {@code target/torture}; what an earlier run left there is deleted */
    Crossings(PrivateStack stack, String name) throws IOException {
        this.stack = stack;
        folder = Path.of("target", "torture", name + "-crossings").toAbsolutePath();
        Folders.delete(folder);
        paperwork = new Paperwork(folder);
        Topics topics = new Topics(stack.addresses().bootstrapServers());
        String out = unique + ".out";
        topics.make(unique, out);
        targets = new CrossingTargets(topics, out, folder.resolve("out"));
    }

    /** Of the engine, by environment variable. */
    Map<String, String> settings() {
        return Map.of(
                "SLUICE_HOME", "src/test/resources/torture",
                "SLUICE_CROSSING_FOLDER", folder.toString(),
                "SLUICE_CROSSING_PORT", Integer.toString(port),
                "SLUICE_CROSSING_CALL_PORT", Integer.toString(callPort),
                "SLUICE_CROSSING_TOPIC", unique,
                "SLUICE_CROSSING_QUEUE", unique,
                "SLUICE_CROSSING_BROKER", stack.broker().url(),
                "SLUICE_CROSSING_PASSWORD", stack.broker().passwordFile().toString());
    }

    /** The body of a message. */
    static String json(Sent what) {
        return "{\"key\":\"%s\",\"number\":%d}".formatted(what.patient(), what.number());
    }

    /** Lets all that wait for no reply go on sending until {@link #settle}. */
    void keepSending(Scene scene) {
        Ingress.STORING.forEach(ingress -> keepSending(ingress, scene));
    }

    /** Lets all of them go on sending until {@link #settle}, also those that call. */
    void keepSendingAndCalling(Scene scene) {
        Set.of(Ingress.values()).forEach(ingress -> keepSending(ingress, scene));
    }

    /** Lets one of them go on sending until {@link #settle}. */
    void keepSending(Ingress ingress, Scene scene) {
        traffic.put(
                ingress,
                switch (ingress) {
                    case FILES -> files();
                    case REST -> callers(ingress, scene, port, answers::stored);
                    case CALLS, ONCE -> callers(ingress, scene, callPort, answers::called);
                    case TOPIC ->
                        senders(ingress, () -> new TopicLine(stack.addresses().bootstrapServers(), unique));
                    case QUEUE -> senders(ingress, () -> new QueueLine(stack.broker(), unique));
                });
    }

    private Traffic files() {
        return new FileDrop("FILES", folder, Scale.keys())
                .keepDropping(Scale.records(), Scale.pause().multipliedBy(FILE_PAUSES));
    }

    private static Traffic senders(Ingress ingress, Supplier<Line> lines) {
        return new Senders(ingress.name(), lines)
                .start(Scale.senders(), Scale.keys(), Integer.MAX_VALUE, Scale.pause());
    }

    /**
     * Brokers take what comes while the engine is away; requests need it alive, so there are more of them, closer
     * together.
     */
    private Traffic callers(Ingress ingress, Scene scene, int at, Answers.Judge judge) {
        URI place = URI.create("http://127.0.0.1:%d/%s".formatted(at, ingress.integration()));
        Path token =
                scene.folder().resolve(EngineProcess.DATA).resolve("tokens").resolve("system-crossing.jwt");
        return new Senders(ingress.name(), () -> new RestLine(place, token, judge))
                .start(
                        Scale.callers(),
                        Scale.keys(),
                        Integer.MAX_VALUE,
                        Scale.pause().dividedBy(CALLERS_FASTER));
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
        Evidence all = scene.settle(LONGEST_RETRY);
        List<String> wrong = new ArrayList<>(Checker.check(all));
        Map<String, List<Applied>> applied = targets.applied(scene.targets());
        traffic.forEach((ingress, one) -> {
            Evidence evidence = evidence(ingress, one.sent(), all, applied);
            wrong.addAll(Checker.check(evidence));
            System.out.printf(
                    "%s: sent %d, completed %d, in doubt %d%n",
                    ingress.integration(),
                    evidence.sent().size(),
                    evidence.count("COMPLETED"),
                    evidence.count("IN_DOUBT"));
        });
        wrong.addAll(answers.wrong());
        if (traffic.get(Ingress.FILES) instanceof FileDrop drop) {
            await(() -> paperwork.allSettled(drop.dropped()) ? 0 : 1);
            wrong.addAll(paperwork.wrong(drop.dropped()));
        }
        if (traffic.containsKey(Ingress.QUEUE)) {
            wrong.addAll(leftInTheQueue());
        }
        return wrong;
    }

    private List<String> leftInTheQueue() {
        try (QueueLine queue = new QueueLine(stack.broker(), unique)) {
            int waiting = queue.waiting();
            return waiting == 0 ? List.of() : List.of("stuck: " + waiting + " messages in the queue");
        }
    }

    private static Evidence evidence(
            Ingress ingress, List<Sent> sent, Evidence all, Map<String, List<Applied>> applied) {
        String integration = ingress.integration();
        Map<String, List<Applied>> own = new HashMap<>();
        applied.forEach((target, some) -> own.put(
                target,
                some.stream()
                        .filter(one -> one.patient().startsWith(ingress.name()))
                        .toList()));
        return new Evidence(
                sent,
                all.told().stream()
                        .filter(one -> one.integration().equals(integration))
                        .toList(),
                Map.of(integration, ingress.targets()),
                own,
                all.requested(),
                all.effects().stream()
                        .filter(one -> one.integration().equals(integration))
                        .toList(),
                List.of(),
                // Only one of these targets may leave a doubt: the others honour keys, or can be asked.
                ingress == Ingress.ONCE ? all.deaths() : 0);
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

    private static void await(IntSupplier count) {
        int least = Integer.MAX_VALUE;
        long since = System.nanoTime();
        for (int left = count.getAsInt(); left > 0; left = count.getAsInt()) {
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

    @Override
    public void close() {
        traffic.values().forEach(Traffic::close);
    }
}
