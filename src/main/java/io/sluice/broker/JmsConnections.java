package io.sluice.broker;

import io.sluice.catalog.JmsBroker;
import io.sluice.message.ProblemException;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;

/** Connections to any Jakarta Messaging 3 broker, by the connection factory that the catalogue names. */
public final class JmsConnections {

    private JmsConnections() {}

    /**
     * A new connection, not yet started. The caller closes it.
     *
     * @throws ProblemException one of {@link BrokerProblem}
     * @throws JMSException when the broker is away or does not let the engine in
     */
    public static Connection open(JmsBroker broker) throws JMSException {
        ConnectionFactory factory = factory(broker);
        if (broker.login().isEmpty()) {
            return factory.createConnection();
        }
        JmsBroker.Login login = broker.login().get();
        String password = login.secret()
                .value()
                .orElseThrow(() -> new ProblemException(
                        BrokerProblem.SECRET_MISSING, login.secret().toString()));
        return factory.createConnection(login.user(), password);
    }

    private static ConnectionFactory factory(JmsBroker broker) {
        try {
            return Class.forName(broker.factory(), true, Thread.currentThread().getContextClassLoader())
                    .asSubclass(ConnectionFactory.class)
                    .getConstructor(String.class)
                    .newInstance(broker.url());
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new ProblemException(BrokerProblem.FACTORY_UNUSABLE, broker.factory(), e);
        }
    }
}
