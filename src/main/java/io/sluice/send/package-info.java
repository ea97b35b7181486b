/**
 * Delivery: from the ledger to the endpoints of other systems, in order per key, once.
 *
 * <p>In: deliveries that the ledger has made ready, claimed in batches by one {@link io.sluice.send.EndpointWorker} per
 * endpoint, only as many as can start now. Out: HTTP requests with an idempotency key, HL7 v2 messages over MLLP, and
 * the result of each attempt, committed to the ledger.
 *
 * <p>On failure: what was not applied is tried again by the schedule of the integration's tier, as a row with its time;
 * what cannot be tried again becomes a dead letter; what may have been applied by a receiver that is not idempotent is
 * in doubt and waits for a person. While an endpoint's breaker is open, its hours are closed, its rate is used up or an
 * operator has paused it, nothing is claimed and no attempt is spent. No endpoint waits for another.
 */
package io.sluice.send;
