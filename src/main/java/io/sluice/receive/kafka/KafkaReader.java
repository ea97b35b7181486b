package io.sluice.receive.kafka;

import io.sluice.broker.KafkaSettings;
import io.sluice.message.ProblemException;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.Unexpected;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * One listener: a thread with a consumer, which is made again when it fails. What happens with the records is {@link
 * Assignment}'s.
 */
final class KafkaReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KafkaReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SESSION = Duration.ofSeconds(10);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final KafkaDoor door;
    private final ReaderHealth health;
    private final Thread thread;
    private volatile boolean closed;
    private volatile Consumer<byte[], byte[]> consumer;

    KafkaReader(KafkaDoor door) {
        this.door = door;
        this.health = new ReaderHealth(door.listener().name());
        this.thread = Thread.ofPlatform()
                .name("kafka-" + door.listener().name())
                .daemon()
                .start(this::run);
    }

    KafkaDoor door() {
        return door;
    }

    ReaderHealth health() {
        return health;
    }

    private void run() {
        Duration pause = SHORTEST_PAUSE;
        while (!closed) {
            long began = System.nanoTime();
            try {
                read();
            } catch (KafkaException | ProblemException e) {
                failed(e);
            } catch (RuntimeException e) {
                LOG.errorf(
                        "%s: the reader of listener %s broke and starts again where the ledger has it: %s",
                        ReceiveProblem.FAILED.code(), health.listener(), Unexpected.describe(e));
            }
            boolean longUp = System.nanoTime() - began > LONGEST_PAUSE.toNanos();
            pause = longUp ? SHORTEST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            waitFor(pause);
        }
    }

    private void read() {
        Window window = new Window(door.listener().window());
        try (Consumer<byte[], byte[]> own =
                new KafkaConsumer<>(settings(window), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer = own;
            Assignment assignment = new Assignment(door, own, window, health);
            own.subscribe(door.listener().topics(), assignment);
            while (!closed) {
                assignment.turn(POLL);
            }
            assignment.drain();
        } finally {
            consumer = null;
        }
    }

    private Properties settings(Window window) {
        Properties settings = KafkaSettings.of(door.listener().cluster(), "sluice-" + health.listener());
        settings.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, String.valueOf(8 << 20));
        // So long nobody reads the partitions of a node that was killed. One that was only slow loses nothing but its
        // turn:
        // the ledger knows who may move a position.
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, String.valueOf(SESSION.toMillis()));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "sluice-" + health.listener());
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, String.valueOf(window.poll()));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // Positions come from the ledger; whatever Kafka would choose in its place is wrong.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return settings;
    }

    private void failed(RuntimeException e) {
        String why = e instanceof ProblemException known
                ? known.problem().code()
                : e.getClass().getSimpleName();
        if (health.down(new ProblemException(ReceiveProblem.BROKER_AWAY, health.listener() + ", " + why)) && !closed) {
            LOG.warnf(
                    "%s: listener %s receives nothing (%s); tried again until it answers",
                    ReceiveProblem.BROKER_AWAY.code(), health.listener(), why);
        }
    }

    private synchronized void waitFor(Duration time) {
        try {
            if (!closed) {
                wait(time.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Takes no more, waits for what is under way, and leaves the group, so that others take over at once. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        Consumer<byte[], byte[]> now = consumer;
        if (now != null) {
            now.wakeup();
        }
        try {
            thread.join(GRACE.plus(GRACE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
