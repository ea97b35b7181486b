package io.sluice.conformance;

import io.sluice.catalog.JmsBroker;
import io.sluice.catalog.SecretRef;
import io.sluice.stack.LocalArtemis;
import io.sluice.stack.TestQueue;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A text message for each message. Its acknowledgement is the commit at the broker, which has none of it left then. */
final class OverJms implements Sender {

    private static final int LOOKS = 3;

    private final LocalArtemis broker;
    private final TestQueue queue;

    OverJms(LocalArtemis broker, String name) throws JMSException {
        this.broker = broker;
        SecretRef password = new SecretRef("file", broker.passwordFile().toString());
        this.queue = new TestQueue(
                new JmsBroker(
                        broker.url(),
                        JmsBroker.ARTEMIS,
                        Optional.of(new JmsBroker.Login(LocalArtemis.ACCOUNT, password))),
                name);
    }

    @Override
    public Answer send(Parcel parcel, Duration patience) {
        try {
            synchronized (queue) {
                queue.send(session -> {
                    Message message = session.createTextMessage(new String(parcel.bytes(), StandardCharsets.UTF_8));
                    if (!parcel.correlation().isEmpty()) {
                        message.setJMSCorrelationID(parcel.correlation());
                    }
                    return message;
                });
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
        return goOn(parcel, patience);
    }

    /** Gone is what is gone for several looks: a message that is rolled back is counted nowhere for a moment. */
    @Override
    public Answer goOn(Parcel parcel, Duration patience) {
        AtomicInteger without = new AtomicInteger();
        boolean gone = Wait.within(patience, () -> {
            boolean none = broker.held(queue.name()) == 0;
            return without.updateAndGet(looks -> none ? looks + 1 : 0) == LOOKS;
        });
        return gone ? Answer.YES : Answer.NOTHING;
    }

    @Override
    public void close() throws JMSException {
        queue.close();
    }
}
