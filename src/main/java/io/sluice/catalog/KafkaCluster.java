package io.sluice.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * A Kafka cluster, and how the engine proves who it is to it.
 *
 * @param bootstrap {@code host:port,...}
 * @param login SASL; empty: none
 * @param tls empty: in clear
 * @param client further settings of the client, from a list of those that break no promise
 */
public record KafkaCluster(String bootstrap, Optional<Login> login, Optional<Tls> tls, Map<String, String> client) {

    public KafkaCluster {
        client = Frozen.map(client);
    }

    /** @param mechanism of SASL: {@code PLAIN}, {@code SCRAM-SHA-256} or {@code SCRAM-SHA-512} */
    public record Login(String mechanism, String user, SecretRef secret) {}
}
