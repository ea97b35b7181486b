package io.sluice.torture;

import io.sluice.stack.BrokerAddress;
import io.sluice.stack.LocalArtemis;
import io.sluice.torture.Evidence.Sent;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.util.Collections;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Persistent messages in a queue, acknowledged by the broker, which keeps them until the engine has taken them. A
 * broker that dies may have kept one that it has not acknowledged; sent again, it is recognised by the broker's own
 * duplicate id.
 */
final class QueueLine implements Line {

    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private final BrokerAddress broker;
    private final String name;
    private ActiveMQConnectionFactory factory;
    private Connection connection;
    private Session session;
    private MessageProducer producer;

    /** Connects when it is used. */
    QueueLine(BrokerAddress broker, String name) {
        this.broker = broker;
        this.name = name;
    }

    private Queue open() throws JMSException {
        if (session == null) {
            factory = new ActiveMQConnectionFactory(broker.url());
            connection = factory.createConnection(LocalArtemis.ACCOUNT, broker.password());
            connection.start();
            session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            producer = session.createProducer(session.createQueue(name));
        }
        return session.createQueue(name);
    }

    @Override
    public boolean send(Sent what) throws IOException {
        try {
            open();
            TextMessage message = session.createTextMessage(Crossings.json(what));
            message.setJMSCorrelationID(what.controlId());
            message.setStringProperty(DUPLICATE_ID, what.controlId());
            producer.send(message);
            return true;
        } catch (JMSException e) {
            throw new IOException("the broker did not take a message", e);
        }
    }

    /** How many messages the broker still has. */
    int waiting() {
        try {
            Queue queue = open();
            try (var browser = session.createBrowser(queue)) {
                return Collections.list(browser.getEnumeration()).size();
            }
        } catch (JMSException e) {
            throw new IllegalStateException("the broker of this test is away", e);
        }
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (JMSException gone) {
            // then there is nothing to close
        }
        if (factory != null) {
            factory.close();
        }
    }
}
