package io.sluice.catalog;

import java.time.Duration;
import java.util.Optional;

/**
 * A queue of a JMS broker.
 *
 * @param body whether messages go out as text or as bytes
 * @param priority 0 to 9
 * @param expiry after which the broker drops what nobody has taken; empty: never
 * @param replyTo queue named in JMSReplyTo
 */
public record JmsEndpoint(
        String name,
        String system,
        JmsBroker broker,
        String queue,
        Body body,
        int priority,
        Optional<Duration> expiry,
        Optional<String> replyTo,
        boolean idempotent,
        Duration timeout,
        Limits limits,
        Optional<Breaker> breaker)
        implements Endpoint {

    @Override
    public String transport() {
        return "jms";
    }

    /** Kind of JMS message. */
    public enum Body implements Word {
        TEXT,
        BYTES
    }
}
