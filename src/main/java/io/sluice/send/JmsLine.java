package io.sluice.send;

import io.sluice.broker.JmsConnections;
import io.sluice.catalog.JmsEndpoint;
import io.sluice.ledger.ClaimedDelivery;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One connection and session to a queue, one message at a time. */
final class JmsLine implements AutoCloseable {

    /**
     * Artemis drops a second message with the same value, silently outside of a transaction and with an exception
     * inside of one; other brokers take it for a property like any other.
     */
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    /**
     * Consumers of the queue get the messages of one order key in their order (Jakarta Messaging 3.1 section 3.5.8).
     */
    private static final String GROUP = "JMSXGroupID";

    private static final Duration LONGEST_IDLE = Duration.ofMinutes(5);

    private final JmsEndpoint endpoint;
    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;
    private volatile boolean broken;
    private long idleSince = System.nanoTime();

    JmsLine(JmsEndpoint endpoint) throws JMSException {
        this.endpoint = endpoint;
        connection = JmsConnections.open(endpoint.broker());
        try {
            connection.setExceptionListener(lost -> broken = true);
            session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            producer = session.createProducer(session.createQueue(endpoint.queue()));
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            producer.setPriority(endpoint.priority());
            producer.setTimeToLive(endpoint.expiry().map(Duration::toMillis).orElse(0L));
        } catch (JMSException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns when the broker has stored it. */
    void send(ClaimedDelivery delivery) throws JMSException {
        Message message = body(delivery);
        message.setJMSCorrelationID(delivery.correlationId());
        message.setStringProperty(DUPLICATE_ID, delivery.id().toString());
        message.setStringProperty("idempotencyKey", delivery.id().toString());
        message.setStringProperty("contentType", delivery.contentType());
        if (delivery.traceparent() != null) {
            message.setStringProperty("traceparent", delivery.traceparent());
        }
        if (delivery.orderKey() != null) {
            message.setStringProperty(GROUP, delivery.orderKey());
        }
        if (endpoint.replyTo().isPresent()) {
            message.setJMSReplyTo(session.createQueue(endpoint.replyTo().get()));
        }
        producer.send(message);
        idleSince = System.nanoTime();
    }

    /** Better found out before a message is sent than after, when its fate would be unknown. */
    boolean usable() {
        return !broken && System.nanoTime() - idleSince < LONGEST_IDLE.toNanos();
    }

    private Message body(ClaimedDelivery delivery) throws JMSException {
        if (endpoint.body() == JmsEndpoint.Body.TEXT) {
            return session.createTextMessage(new String(delivery.body(), StandardCharsets.UTF_8));
        }
        BytesMessage bytes = session.createBytesMessage();
        bytes.writeBytes(delivery.body());
        return bytes;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JMSException gone) {
            // then there is nothing to close
        }
    }
}
