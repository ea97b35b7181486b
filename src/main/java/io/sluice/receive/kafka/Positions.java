package io.sluice.receive.kafka;

import io.sluice.catalog.StartFrom;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Where reading goes on: always where the ledger says. For a topic that the ledger does not know, where
 * {@code startFrom} says; for a partition that a known topic has got since, at its beginning.
 */
final class Positions {

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** What the ledger says, beside what the topic has. */
    record Position(long offset, long first, long end) {

        /** So many records were deleted before they were read, at most. */
        long missing() {
            return Math.max(0, first - offset);
        }

        /** The topic has been made anew, or has lost its end. */
        boolean beyond() {
            return offset > end;
        }
    }

    private final KafkaDoor door;

    Positions(KafkaDoor door) {
        this.door = door;
    }

    /**
     * Asks the ledger and the brokers; blocks for both.
     *
     * @throws io.sluice.message.ProblemException while the ledger is away
     * @throws org.apache.kafka.common.KafkaException while the brokers are
     */
    Map<TopicPartition, Position> of(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<String, Long> known = door.sources().positions(door.source());
        List<TopicPartition> unknown = partitions.stream()
                .filter(partition -> !known.containsKey(PartitionReading.part(partition)))
                .toList();
        if (!unknown.isEmpty()) {
            door.sources().begin(door.source(), beginnings(consumer, unknown, known));
            known.putAll(door.sources().positions(door.source())); // another node may have been earlier
        }
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, TIMEOUT);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions, TIMEOUT);
        return partitions.stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> new Position(
                                known.get(PartitionReading.part(partition)),
                                first.get(partition),
                                end.get(partition))));
    }

    /** For all partitions of a new topic at once, also those of other nodes: it is one decision, taken once. */
    private Map<String, Long> beginnings(
            Consumer<?, ?> consumer, List<TopicPartition> unknown, Map<String, Long> known) {
        Set<TopicPartition> asDeclared = new HashSet<>();
        Set<TopicPartition> added = new HashSet<>();
        for (String topic : unknown.stream().map(TopicPartition::topic).collect(Collectors.toSet())) {
            boolean first = known.keySet().stream().noneMatch(part -> part.startsWith(topic + "/"));
            for (PartitionInfo info : consumer.partitionsFor(topic, TIMEOUT)) {
                (first ? asDeclared : added).add(new TopicPartition(topic, info.partition()));
            }
        }
        Map<TopicPartition, Long> begin = new HashMap<>(declared(consumer, asDeclared));
        begin.putAll(consumer.beginningOffsets(added, TIMEOUT));
        return begin.entrySet().stream()
                .collect(Collectors.toMap(entry -> PartitionReading.part(entry.getKey()), Map.Entry::getValue));
    }

    private Map<TopicPartition, Long> declared(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        return switch (door.listener().startFrom()) {
            case StartFrom.Now now -> consumer.endOffsets(partitions, TIMEOUT);
            case StartFrom.Earliest earliest -> consumer.beginningOffsets(partitions, TIMEOUT);
            case StartFrom.Time time -> {
                Map<TopicPartition, Long> found = new HashMap<>(consumer.endOffsets(partitions, TIMEOUT));
                Map<TopicPartition, Long> asked = partitions.stream()
                        .collect(Collectors.toMap(
                                partition -> partition, partition -> time.time().toEpochMilli()));
                consumer.offsetsForTimes(asked, TIMEOUT).forEach((partition, at) -> {
                    if (at != null) { // null: nothing is as young as that, so it begins at the end
                        found.put(partition, at.offset());
                    }
                });
                yield found;
            }
        };
    }
}
