package io.sluice.stack;

import io.sluice.broker.JmsConnections;
import io.sluice.catalog.JmsBroker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** A queue of one test's own on a real broker, with somebody who sends to it and takes from it. */
public final class TestQueue implements AutoCloseable {

    private static final long SOON = 10_000;

    /** Makes a message with a session. */
    public interface Maker {
        Message make(Session session) throws JMSException;
    }

    private final String name;
    private final Connection connection;
    private final Session session;

    public TestQueue(JmsBroker broker) throws JMSException {
        this(broker, "q-" + UUID.randomUUID());
    }

    public TestQueue(JmsBroker broker, String name) throws JMSException {
        this.name = name;
        connection = JmsConnections.open(broker);
        connection.start();
        session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
    }

    public String name() {
        return name;
    }

    public void text(String... texts) throws JMSException {
        for (String text : texts) {
            send(at -> at.createTextMessage(text));
        }
    }

    public Message send(Maker maker) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createQueue(name))) {
            Message message = maker.make(session);
            producer.send(message);
            return message;
        }
    }

    /** How many are in the queue now. */
    public int size() throws JMSException {
        try (var browser = session.createBrowser(session.createQueue(name))) {
            return Collections.list(browser.getEnumeration()).size();
        }
    }

    /** Takes so many, and fails when they do not come. */
    public List<Message> take(int count) throws JMSException {
        List<Message> taken = new ArrayList<>();
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(name))) {
            while (taken.size() < count) {
                Message message = consumer.receive(SOON);
                if (message == null) {
                    throw new AssertionError(taken.size() + " messages came instead of " + count);
                }
                taken.add(message);
            }
        }
        return taken;
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
