/**
 * From a mapped tree to a canonical event and on to Kafka. {@link io.sluice.publish.Publication} checks a tree against
 * its contract and says who gets it; a tree that breaks the contract is an error and nothing leaves. {@link
 * io.sluice.publish.Relay} carries committed events to Kafka in order, stops at the first failure and goes on from
 * there; while Kafka is away events wait in the ledger and subscribing integrations of this deployment go on without
 * it.
 */
package io.sluice.publish;
