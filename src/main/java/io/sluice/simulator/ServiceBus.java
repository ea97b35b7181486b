package io.sluice.simulator;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * The service bus of purchasing: puts one order into its queue, waits for the confirmation under the correlation id of
 * the order, and says in one line what the engine made of it.
 */
public final class ServiceBus {

    private static final String ORDERS = "esb.orders";
    private static final String CONFIRMATIONS = "esb.confirmations";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ServiceBus() {}

    /**
     * {@code ServiceBus <password file> <token file>}; ports {@code SLUICE_JMS_PORT}, {@code SLUICE_HTTP_PORT}. Ends
     * with 1 and a message on standard error when the order is not confirmed and COMPLETED in time.
     */
    public static void main(String[] arguments) throws InterruptedException {
        String broker = "tcp://127.0.0.1:" + SimulatorMain.port("SLUICE_JMS_PORT", 61616);
        String engine = "http://127.0.0.1:" + SimulatorMain.port("SLUICE_HTTP_PORT", 8080);
        String number = "PO-" + LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        try {
            String password = Files.readString(Path.of(arguments[0])).trim();
            MessageTrace trace = new MessageTrace(
                    engine, Files.readString(Path.of(arguments[1])).trim());
            try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker);
                    Connection connection = factory.createConnection("sluice", password)) {
                connection.start();
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
                Message order = put(session, number);
                if (!confirmed(session, order.getJMSCorrelationID())) {
                    System.err.println(
                            number + " was put into " + ORDERS + " and is not confirmed in " + CONFIRMATIONS);
                    System.exit(1);
                }
                SimulatorMain.tell(
                        number,
                        "confirmed in %s under %s".formatted(CONFIRMATIONS, order.getJMSCorrelationID()),
                        trace.follow(order.getJMSMessageID(), PATIENCE));
            }
        } catch (IOException | JMSException e) {
            System.err.println(number + " was not taken by " + broker + ": " + e.getMessage());
            System.exit(1);
        }
    }

    private static Message put(Session session, String number) throws JMSException {
        TextMessage order = session.createTextMessage("""
                {"number": "%s", "date": "2026-11-20", "buyer": "H01", "currency": "USD",
                 "supplier": {"code": "S-1001", "name": "Acme Medical"},
                 "lines": [{"no": 1, "item": "100234", "text": "Gauze sponge", "qty": "10", "uom": "BX", "price": "12.50"}]}""".formatted(number));
        order.setJMSCorrelationID("ESB-" + number);
        session.createProducer(session.createQueue(ORDERS)).send(order);
        return order;
    }

    private static boolean confirmed(Session session, String correlation) throws JMSException {
        try (MessageConsumer confirmations = session.createConsumer(
                session.createQueue(CONFIRMATIONS), "JMSCorrelationID = '" + correlation + "'")) {
            return confirmations.receive(PATIENCE.toMillis()) != null;
        }
    }
}
