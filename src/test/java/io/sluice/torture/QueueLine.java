package io.sluice.torture;

import io.sluice.stack.LocalArtemis;
import io.sluice.torture.Evidence.Sent;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.util.Collections;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Persistent messages in a queue, acknowledged by the broker, which keeps them until the engine has taken them. */
final class QueueLine implements Line {

    static final String QUEUE = "crossing";

    private final ActiveMQConnectionFactory factory;
    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;

    QueueLine(LocalArtemis broker) {
        factory = new ActiveMQConnectionFactory(broker.url());
        try {
            connection = factory.createConnection(LocalArtemis.ACCOUNT, broker.password());
            connection.start();
            session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            producer = session.createProducer(session.createQueue(QUEUE));
        } catch (JMSException e) {
            throw new IllegalStateException("the broker of this test is away", e);
        }
    }

    @Override
    public boolean send(Sent what) throws IOException {
        try {
            TextMessage message = session.createTextMessage(Crossings.json(what));
            message.setJMSCorrelationID(what.controlId());
            producer.send(message);
            return true;
        } catch (JMSException e) {
            throw new IOException("the broker did not take a message", e);
        }
    }

    /** How many messages the broker still has. */
    int waiting() {
        try (var browser = session.createBrowser(session.createQueue(QUEUE))) {
            return Collections.list(browser.getEnumeration()).size();
        } catch (JMSException e) {
            throw new IllegalStateException("the broker of this test is away", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JMSException gone) {
            // then there is nothing to close
        }
        factory.close();
    }
}
