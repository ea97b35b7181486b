package io.sluice.catalog;

import java.util.Optional;

/**
 * A Jakarta Messaging 3 broker, and how the engine proves who it is to it.
 *
 * @param url as the connection factory takes it, {@code tcp://broker:61616}
 * @param factory class of the connection factory; its jar lies beside the engine unless it is Artemis
 * @param login empty: anonymous
 */
public record JmsBroker(String url, String factory, Optional<Login> login) {

    /** What the engine brings along. */
    public static final String ARTEMIS = "org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory";

    public record Login(String user, SecretRef secret) {}
}
