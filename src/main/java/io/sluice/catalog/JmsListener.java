package io.sluice.catalog;

import java.util.List;
import java.util.Optional;

/**
 * Takes messages from a queue of a JMS broker.
 *
 * @param selector of the broker; empty: all messages of the queue
 * @param concurrency sessions that take at once; with more than one the broker's order is that of message groups
 * @param headers message properties that enter a run, by their own names; no others do
 * @param messageLimit bytes; larger messages are kept without their body, as refused
 */
public record JmsListener(
        String name,
        String system,
        JmsBroker broker,
        String queue,
        Optional<String> selector,
        int concurrency,
        List<String> headers,
        int messageLimit)
        implements Listener {

    public JmsListener {
        headers = List.copyOf(headers);
    }

    @Override
    public String transport() {
        return "jms";
    }
}
