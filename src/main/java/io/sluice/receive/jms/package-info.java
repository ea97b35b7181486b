/**
 * JMS: messages of the queue of each {@link io.sluice.catalog.JmsListener}, at any Jakarta Messaging 3 broker. In: text
 * and bytes messages, by a plain client in transacted sessions (decision 0030). Out: the commit of the session, after
 * the ledger's.
 *
 * <p>On failure: what the ledger did not store is rolled back, and no more is taken until the ledger answers, so that a
 * broker's limit of redeliveries is not used up. What was stored but not committed at the broker, because one of the
 * two died between, is delivered again and recognised by the integration's duplicate key, or by its JMSMessageID.
 * Messages of other kinds are kept as REJECTED without a look into them: nothing is ever deserialized.
 */
package io.sluice.receive.jms;
