/**
 * Clients of message brokers, for whoever receives from them and whoever sends to them: settings of Kafka clients and
 * connections to JMS brokers, from what the catalogue says. In: a cluster or a broker of the catalogue. Out: client
 * settings, a connection.
 *
 * <p>On failure: a {@link io.sluice.broker.BrokerProblem} for what only a person can mend (a secret, a class), the
 * client's own exception for everything that may pass.
 */
package io.sluice.broker;
