/**
 * Stand-ins for the systems around the engine, for trying and testing it, never for production: an ERP that is called
 * over HTTP, a legacy interface engine that takes HL7 v2 over MLLP, a sender of HL7 v2 files, a partner that publishes
 * patients to Kafka, and a service bus that puts orders into a queue.
 *
 * <p>In: requests and messages from the engine, and a script of faults ({@code POST /script}): delays, refusals,
 * replies that never come. Out: what was received, how often, in which order ({@code GET /applied},
 * {@code GET /received}). They keep hashes, never bodies, except for the places that a test asks them to remember. On
 * failure: a simulator that cannot bind its port or write its file ends with a message that says so.
 *
 * <p>They listen on loopback only. Each is a small program of its own, so that the engine can be killed without them.
 */
package io.sluice.simulator;
