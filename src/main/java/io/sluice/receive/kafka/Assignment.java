package io.sluice.receive.kafka;

import io.sluice.ledger.Origin;
import io.sluice.receive.Envelope;
import io.sluice.receive.Inbound;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.Taken;
import io.sluice.receive.Throttle;
import io.sluice.receive.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * The partitions that the group has given to one consumer. Everything but the ends of records happens on the consumer's
 * thread.
 */
final class Assignment implements ConsumerRebalanceListener {

    private static final long DRAIN_MILLIS = 10_000;

    private final KafkaDoor door;
    private final Consumer<byte[], byte[]> consumer;
    private final Window window;
    private final ReaderHealth health;
    private final RecordReader reader;
    private final Placing placing;
    private final Map<TopicPartition, PartitionReading> partitions = new ConcurrentHashMap<>();

    Assignment(KafkaDoor door, Consumer<byte[], byte[]> consumer, Window window, ReaderHealth health) {
        this.door = door;
        this.consumer = consumer;
        this.window = window;
        this.health = health;
        this.reader = new RecordReader(door);
        this.placing = new Placing(door, consumer, health);
        window.onRoom(consumer::wakeup);
    }

    /** Places what has lost its place, takes what waited for its turn and what a poll brings. */
    void turn(Duration poll) {
        try {
            placing.place(partitions.values());
            partitions.values().stream().filter(reading -> !window.full()).forEach(this::takeWaiting);
            pauseAndResume();
            Duration pause = door.intake().throttle().pause(door.listener().system());
            boolean soon = pause.isPositive() && pause.compareTo(poll) < 0;
            ConsumerRecords<byte[], byte[]> records = consumer.poll(soon ? pause : poll);
            for (TopicPartition partition : records.partitions()) {
                PartitionReading reading = partitions.get(partition);
                if (reading != null && reading.placed()) { // else it is read again when it has its place
                    reading.await(records.records(partition));
                    takeWaiting(reading);
                }
            }
            measure();
        } catch (WakeupException roomAgainOrClosing) {
            // the next turn sees which
        } catch (OffsetOutOfRangeException deleted) {
            deleted.offsetOutOfRangePartitions()
                    .keySet()
                    .forEach(partition -> partitions.get(partition).lose());
        }
    }

    /** Waits until what was taken is stored. */
    void drain() {
        drain(partitions.values());
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
        added.forEach(partition -> partitions.put(
                partition, new PartitionReading(partition, door.listener().window())));
        consumer.pause(added);
        // Any position at all: without one the consumer would ask Kafka, which does not know. Paused, it fetches
        // nothing.
        added.forEach(partition -> consumer.seek(partition, 0));
        placing.soon();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> gone) {
        drain(gone.stream().map(partitions::get).filter(Objects::nonNull).toList());
        gone.forEach(this::remove);
    }

    /** Others read them already; what is still under way will be fenced by the ledger where it comes too late. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> gone) {
        gone.forEach(this::remove);
    }

    private void remove(TopicPartition partition) {
        partitions.remove(partition);
        door.meter().notRead(door.listener().name(), partition.topic(), partition.partition());
    }

    /** What the topic has behind the consumer's place, and what was taken and is not stored. Asks no broker. */
    private void measure() {
        partitions.forEach((partition, reading) -> {
            OptionalLong unread = reading.placed() ? consumer.currentLag(partition) : OptionalLong.empty();
            if (unread.isPresent()) {
                long behind = unread.getAsLong() + reading.waiting().size() + reading.underWay();
                door.meter().behind(door.listener().name(), partition.topic(), partition.partition(), behind);
            }
        });
    }

    /**
     * As many as have their turn. The rest is kept here: polled again, a large fetch would be thrown away for each
     * turn.
     */
    private void takeWaiting(PartitionReading reading) {
        Throttle throttle = door.intake().throttle();
        String system = door.listener().system();
        for (ConsumerRecord<byte[], byte[]> record = reading.waiting().peek();
                record != null && reading.placed();
                record = reading.waiting().peek()) {
            Throttle.Turn turn = record.equals(reading.heldUp()) ? throttle.askAgain(system) : throttle.ask(system);
            if (!(turn instanceof Throttle.Now now)) {
                reading.heldUp(record);
                return;
            }
            reading.waiting().remove();
            try {
                take(reading, record, now.pass());
            } catch (RuntimeException broken) {
                now.pass().end(); // the reader starts again; its system must not lose a place by that
                throw broken;
            }
        }
    }

    private void take(PartitionReading reading, ConsumerRecord<byte[], byte[]> record, Throttle.Pass pass) {
        PartitionReading.Step step = reading.take(record.offset());
        var progress =
                new Origin.Progress(door.source(), reading.part(), step.from(), record.offset() + 1, step.first());
        RecordReader.Read read = reader.read(record, progress);
        int size = read.inbound().bytes().length;
        window.enter(size);
        Taken taken = step.hopeless()
                ? door.intake().refuse(bare(read.inbound()), ReceiveProblem.FAILED)
                : read.refusal() == null
                        ? door.intake().take(read.inbound())
                        : door.intake().refuse(read.inbound(), read.refusal());
        taken.verdict().thenAccept(verdict -> {
            pass.end();
            ended(reading, size, verdict);
        });
    }

    /** Something beside the bytes of this record cannot be stored; its bytes and its place can. */
    private static Inbound bare(Inbound inbound) {
        Envelope full = inbound.envelope();
        var origin = new Origin(null, 0, Map.of(), full.origin().progress());
        return new Inbound(
                inbound.listener(),
                inbound.peer(),
                inbound.receivedAt(),
                inbound.bytes(),
                new Envelope(full.integration(), "", "", "", null, origin));
    }

    private void ended(PartitionReading reading, int size, Verdict verdict) {
        if (verdict instanceof Verdict.Unavailable away) {
            reading.notStored(away.problem() == ReceiveProblem.FAILED);
        } else {
            reading.stored();
        }
        window.leave(size);
    }

    private void pauseAndResume() {
        Set<TopicPartition> still = new HashSet<>();
        Set<TopicPartition> go = new HashSet<>();
        boolean full = window.full()
                || door.intake().throttle().pause(door.listener().system()).isPositive();
        partitions.forEach((partition, reading) ->
                (full || !reading.placed() || !reading.waiting().isEmpty() ? still : go).add(partition));
        go.retainAll(consumer.paused());
        still.removeAll(consumer.paused());
        consumer.pause(still);
        consumer.resume(go);
    }

    private void drain(Collection<PartitionReading> readings) {
        try {
            for (PartitionReading reading : readings) {
                reading.drain(DRAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
