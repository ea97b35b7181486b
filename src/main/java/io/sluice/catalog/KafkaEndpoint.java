package io.sluice.catalog;

import java.time.Duration;
import java.util.Optional;

/**
 * A topic of a Kafka cluster.
 *
 * @param eventType CloudEvents attribute {@code type} of what goes out; empty: plain records without CloudEvents
 *     headers
 */
public record KafkaEndpoint(
        String name,
        String system,
        KafkaCluster cluster,
        String topic,
        Optional<String> eventType,
        boolean idempotent,
        Duration timeout,
        Limits limits,
        Optional<Breaker> breaker)
        implements Endpoint {

    @Override
    public String transport() {
        return "kafka";
    }
}
