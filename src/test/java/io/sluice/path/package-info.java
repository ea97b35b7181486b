/**
 * The whole path on real components: messages go in over a socket; what comes out is looked at from outside, on Kafka,
 * at the simulated receivers and in the ledger's own tables.
 */
package io.sluice.path;
