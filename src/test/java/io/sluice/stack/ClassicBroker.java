package io.sluice.stack;

import org.apache.activemq.broker.BrokerService;

/**
 * A real ActiveMQ Classic 6 in this JVM: a Jakarta Messaging 3 broker that is not Artemis. Keeps messages in memory.
 */
public final class ClassicBroker implements AutoCloseable {

    /** Class of its connection factory. */
    public static final String FACTORY = "org.apache.activemq.ActiveMQConnectionFactory";

    private final BrokerService broker = new BrokerService();
    private final String url = "tcp://127.0.0.1:" + Ports.free();

    public ClassicBroker() {
        try {
            broker.setBrokerName("classic");
            broker.setPersistent(false);
            broker.setUseJmx(false);
            broker.setSchedulerSupport(false);
            broker.addConnector(url);
            broker.start();
            broker.waitUntilStarted();
        } catch (Exception e) {
            throw new StackException("ActiveMQ Classic did not start.", e);
        }
    }

    public String url() {
        return url;
    }

    @Override
    public void close() {
        try {
            broker.stop();
        } catch (Exception e) {
            throw new StackException("ActiveMQ Classic did not stop.", e);
        }
    }
}
