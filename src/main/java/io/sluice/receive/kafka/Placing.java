package io.sluice.receive.kafka;

import io.sluice.catalog.Integration;
import io.sluice.format.json.Json;
import io.sluice.ledger.Origin;
import io.sluice.message.ProblemException;
import io.sluice.receive.Envelope;
import io.sluice.receive.Inbound;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Gives partitions their place: where the ledger has them. While it or the brokers are away, they stay paused and are
 * asked for again. What a topic has deleted unread is recorded, in the transaction that moves the position behind it.
 */
final class Placing {

    private static final Logger LOG = Logger.getLogger(Placing.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final KafkaDoor door;
    private final Consumer<?, ?> consumer;
    private final ReaderHealth health;
    private final Positions positions;
    private Duration pause = FIRST_PAUSE;
    private long next = System.nanoTime();
    private long nextLook = next;

    Placing(KafkaDoor door, Consumer<?, ?> consumer, ReaderHealth health) {
        this.door = door;
        this.consumer = consumer;
        this.health = health;
        this.positions = new Positions(door);
    }

    /** There are new partitions: the next call need not wait. */
    void soon() {
        next = System.nanoTime();
        pause = FIRST_PAUSE;
    }

    /** Places those that are lost; returns soon when it is not time to ask again. */
    void place(Collection<PartitionReading> readings) {
        long now = System.nanoTime();
        if (now - next < 0) {
            return;
        }
        List<PartitionReading> lost =
                readings.stream().filter(PartitionReading::lost).toList();
        if (lost.isEmpty() && now - nextLook < 0) {
            return;
        }
        try {
            Optional<String> missing = missingTopic();
            var found = positions.of(
                    consumer, readings.stream().map(PartitionReading::partition).toList());
            nextLook = System.nanoTime() + (readings.isEmpty() ? LONGEST_PAUSE : LOOK).toNanos();
            boolean all = true;
            for (PartitionReading reading : lost) {
                all &= place(reading, found.get(reading.partition()));
            }
            if (missing.isPresent()) {
                waitsFor(missing.get());
                all = false;
            } else if (all && consumer.groupMetadata().generationId() >= 0) { // a member, with or without partitions
                health.up();
            }
            again(all);
        } catch (TimeoutException brokersAway) {
            if (health.down(new ProblemException(ReceiveProblem.BROKER_AWAY, health.listener()))) {
                LOG.warnf(
                        "%s: listener %s receives nothing; tried again until it answers",
                        ReceiveProblem.BROKER_AWAY.code(), health.listener());
            }
            again(false);
        } catch (ProblemException ledgerAway) {
            again(false); // the ledger says itself that it is away
        }
    }

    /** A group of many nodes may leave nothing for this one; a topic that is not there leaves nothing for anybody. */
    private Optional<String> missingTopic() {
        return door.listener().topics().stream()
                .filter(topic ->
                        consumer.partitionsFor(topic, Positions.TIMEOUT).isEmpty())
                .findFirst();
    }

    private void waitsFor(String topic) {
        if (health.waitsFor(topic)) {
            LOG.infof(
                    "%s: listener %s waits for topic %s, which its cluster does not have yet",
                    ReceiveProblem.TOPIC_MISSING.code(), health.listener(), topic);
        }
    }

    private void again(boolean placed) {
        pause = placed ? FIRST_PAUSE : pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        next = System.nanoTime() + (placed ? 0 : pause.toNanos());
    }

    private boolean place(PartitionReading reading, Positions.Position at) {
        boolean news = health.changed(reading.part(), at.beyond());
        if (at.beyond()) {
            if (news) {
                LOG.errorf(
                        "%s: %s ends at %d and has been read to %d; it is not read by listener %s",
                        ReceiveProblem.TOPIC_CHANGED.code(), reading.part(), at.end(), at.offset(), health.listener());
            }
            return false;
        }
        if (at.missing() > 0 && !recorded(reading, at)) {
            return false;
        }
        long offset = Math.max(at.offset(), at.first());
        consumer.seek(reading.partition(), offset);
        reading.place(offset);
        return true;
    }

    /** The range that is gone becomes a message that is kept as refused; only then is the position moved, with it. */
    private boolean recorded(PartitionReading reading, Positions.Position at) {
        Origin origin = new Origin(
                null,
                0,
                Map.of("topic", reading.partition().topic()),
                new Origin.Progress(door.source(), reading.part(), at.offset(), at.first()));
        Envelope envelope = new Envelope(door.only().map(Integration::name).orElse(""), "", "", "", null, origin);
        Inbound notice = new Inbound(
                door.listener(), reading.part(), door.clock().instant(), notice(reading.partition(), at), envelope);
        Verdict verdict = door.intake()
                .refuse(notice, ReceiveProblem.RECORDS_LOST)
                .verdict()
                .join();
        if (verdict instanceof Verdict.Unavailable) {
            return false;
        }
        health.lost(reading.part(), at.offset(), at.first());
        LOG.errorf(
                "%s: %s was deleted from %d to %d before listener %s had read it; reading goes on at %d",
                ReceiveProblem.RECORDS_LOST.code(),
                reading.part(),
                at.offset(),
                at.first(),
                health.listener(),
                at.first());
        return true;
    }

    private static byte[] notice(TopicPartition partition, Positions.Position at) {
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("topic", partition.topic());
        range.put("partition", partition.partition());
        range.put("from", at.offset());
        range.put("to", at.first());
        return Json.write(range);
    }
}
