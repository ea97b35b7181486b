package io.sluice.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.Breaker;
import io.sluice.catalog.JmsBroker;
import io.sluice.catalog.JmsEndpoint;
import io.sluice.catalog.JmsListener;
import io.sluice.catalog.KafkaCluster;
import io.sluice.catalog.KafkaEndpoint;
import io.sluice.catalog.KafkaListener;
import io.sluice.catalog.SecretRef;
import io.sluice.catalog.StartFrom;
import io.sluice.catalog.Word;
import java.time.ZoneId;
import java.util.Optional;

/** Listeners and endpoints at Kafka and JMS brokers, from JSON that has passed its schema and {@link SystemChecks}. */
final class BrokerMapper {

    private BrokerMapper() {}

    static KafkaListener kafkaListener(String name, String system, JsonNode node) {
        return new KafkaListener(
                name,
                system,
                cluster(node),
                Values.texts(node.get("topics")),
                StartFrom.of(node.get("startFrom").textValue()),
                Values.texts(node.get("headers")),
                Values.text(node, "keyHeader"),
                node.get("window").intValue(),
                Values.size(node.get("recordLimit")),
                Values.text(node, "keys"));
    }

    static KafkaEndpoint kafkaEndpoint(
            String name, String system, JsonNode node, ZoneId zone, Optional<Breaker> breaker) {
        return new KafkaEndpoint(
                name,
                system,
                cluster(node),
                node.get("topic").textValue(),
                Values.text(node, "eventType"),
                node.get("idempotent").booleanValue(),
                Values.duration(node.get("timeout")),
                Values.limits(node.get("limits"), zone),
                breaker);
    }

    static JmsListener jmsListener(String name, String system, JsonNode node) {
        return new JmsListener(
                name,
                system,
                broker(node),
                node.get("queue").textValue(),
                Values.text(node, "selector"),
                node.get("concurrency").intValue(),
                Values.texts(node.get("headers")),
                Values.size(node.get("messageLimit")));
    }

    static JmsEndpoint jmsEndpoint(String name, String system, JsonNode node, ZoneId zone, Optional<Breaker> breaker) {
        return new JmsEndpoint(
                name,
                system,
                broker(node),
                node.get("queue").textValue(),
                Word.of(JmsEndpoint.Body.class, node.get("body").textValue()),
                node.get("priority").intValue(),
                Optional.ofNullable(node.get("expiry")).map(Values::duration),
                Values.text(node, "replyTo"),
                node.get("idempotent").booleanValue(),
                Values.duration(node.get("timeout")),
                Values.limits(node.get("limits"), zone),
                breaker);
    }

    private static KafkaCluster cluster(JsonNode node) {
        Optional<KafkaCluster.Login> login = Optional.ofNullable(node.get("login"))
                .map(given -> new KafkaCluster.Login(
                        given.get("mechanism").textValue(),
                        given.get("user").textValue(),
                        SecretRef.of(given.get("secret").textValue())));
        return new KafkaCluster(
                node.get("bootstrap").textValue(), login, Values.tls(node), Values.textMap(node.get("client")));
    }

    private static JmsBroker broker(JsonNode node) {
        Optional<JmsBroker.Login> login = Optional.ofNullable(node.get("login"))
                .map(given -> new JmsBroker.Login(
                        given.get("user").textValue(),
                        SecretRef.of(given.get("secret").textValue())));
        return new JmsBroker(node.get("broker").textValue(), node.get("factory").textValue(), login);
    }
}
