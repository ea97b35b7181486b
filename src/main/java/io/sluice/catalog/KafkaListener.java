package io.sluice.catalog;

import java.util.List;
import java.util.Optional;

/**
 * Reads topics of a Kafka cluster, also the canonical topics of another deployment.
 *
 * @param headers record headers that enter a run, by their own names; no others do
 * @param keyHeader header of the run that holds the record's key as text; empty: the key does not enter
 * @param window records taken and not yet committed, at most; beyond it the partitions are paused
 * @param recordLimit bytes; of larger records the beginning is kept, as refused
 * @param keys folder with the keys of the deployment that sealed the records; empty: our own
 */
public record KafkaListener(
        String name,
        String system,
        KafkaCluster cluster,
        List<String> topics,
        StartFrom startFrom,
        List<String> headers,
        Optional<String> keyHeader,
        int window,
        int recordLimit,
        Optional<String> keys)
        implements Listener {

    public KafkaListener {
        topics = List.copyOf(topics);
        headers = List.copyOf(headers);
    }

    @Override
    public String transport() {
        return "kafka";
    }
}
