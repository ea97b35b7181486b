/**
 * HTTP/1.1, for JSON, HL7 v2 and forms with one message. In come requests at the listeners of the catalogue, each on a
 * port of its own, never on that of the administration; out goes 202 with the place of the message's state after its
 * commit, the answer of its route ({@code mode=call}) after the commit of the run, or
 * a problem (RFC 9457). A caller has proven who it is before anything else is looked at.
 *
 * <p>Nothing here blocks: requests are carried by event loops of Vert.x, states are read on its worker threads. Memory
 * is bounded by one budget for all requests.
 *
 * <p>On failure: what cannot be taken is refused before it is read, or kept as rejected by the {@link
 * io.sluice.receive.Intake}. While the ledger is away the answer is 503 with Retry-After. A sender that is too slow is
 * closed.
 */
package io.sluice.receive.http;
