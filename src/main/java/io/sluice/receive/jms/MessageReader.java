package io.sluice.receive.jms;

import io.sluice.catalog.Integration;
import io.sluice.catalog.JmsListener;
import io.sluice.ledger.Origin;
import io.sluice.receive.Envelope;
import io.sluice.receive.Inbound;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.Traceparent;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns a JMS message into what the intake takes. Never opens the body of anything but text and bytes. */
final class MessageReader {

    /** How often the broker has delivered it, this time included (Jakarta Messaging 3.1 section 3.5.11). */
    static final String DELIVERY_COUNT = "deliveryCount";

    private static final byte[] NOTHING = new byte[0];

    /** @param refusal why it cannot be taken as a message; null: it can */
    record Read(Inbound inbound, ReceiveProblem refusal) {}

    private final JmsDoor door;
    private final JmsListener listener;

    MessageReader(JmsDoor door) {
        this.door = door;
        this.listener = door.listener();
    }

    Read read(Message message) throws JMSException {
        return switch (message) {
            case TextMessage text -> text(text);
            case BytesMessage bytes -> bytes(bytes);
            default -> new Read(inbound(message, NOTHING), ReceiveProblem.MESSAGE_KIND);
        };
    }

    private Read text(TextMessage message) throws JMSException {
        String text = message.getText();
        if (text == null || text.isEmpty()) {
            return new Read(inbound(message, NOTHING), ReceiveProblem.MESSAGE_EMPTY);
        }
        byte[] body = text.length() > listener.messageLimit() ? null : text.getBytes(StandardCharsets.UTF_8);
        return body == null || body.length > listener.messageLimit()
                ? new Read(inbound(message, NOTHING), ReceiveProblem.MESSAGE_TOO_LARGE)
                : new Read(inbound(message, body), null);
    }

    private Read bytes(BytesMessage message) throws JMSException {
        long length = message.getBodyLength();
        if (length == 0) {
            return new Read(inbound(message, NOTHING), ReceiveProblem.MESSAGE_EMPTY);
        }
        if (length > listener.messageLimit()) {
            return new Read(inbound(message, NOTHING), ReceiveProblem.MESSAGE_TOO_LARGE);
        }
        byte[] body = new byte[(int) length];
        message.readBytes(body);
        return new Read(inbound(message, body), null);
    }

    private Inbound inbound(Message message, byte[] body) throws JMSException {
        String correlation = text(message.getJMSCorrelationID());
        String id = text(message.getJMSMessageID());
        Envelope envelope = new Envelope(
                door.only().map(Integration::name).orElse(""),
                door.typedByItself() ? "" : text(message.getJMSType()),
                id,
                // By custom the answer to a message without a correlation id names the id of that message.
                correlation.isEmpty() ? id : correlation,
                Traceparent.orNull(message.getStringProperty("traceparent")),
                new Origin(null, 0, headers(message), null));
        return new Inbound(listener, "queue " + listener.queue(), door.clock().instant(), body, envelope);
    }

    private Map<String, String> headers(Message message) throws JMSException {
        Map<String, String> allowed = new LinkedHashMap<>();
        if (message.propertyExists("JMSXDeliveryCount")) {
            allowed.put(DELIVERY_COUNT, message.getStringProperty("JMSXDeliveryCount"));
        }
        for (String name : listener.headers()) {
            try {
                String value = message.getStringProperty(name);
                if (value != null) {
                    allowed.put(name, value);
                }
            } catch (MessageFormatException notText) {
                // a property of bytes, which only the broker's own clients can write
            }
        }
        return allowed;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
