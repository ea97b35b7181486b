/**
 * The crash harness. A {@link io.sluice.torture.Hospital} sends over MLLP, the {@link io.sluice.torture.Crossings} send
 * files, requests, calls, records and messages of a queue, all as real senders do: what is not acknowledged is sent
 * again. {@link io.sluice.torture.EngineProcess} is the engine in a JVM of its own, to be killed; each
 * {@link io.sluice.torture.Server} that it needs is one, too. What the senders were told and what the
 * receivers applied is the {@link io.sluice.torture.Evidence}; the {@link io.sluice.torture.Checker} knows nothing of
 * the engine's inside and says what was lost, doubled, disordered or unexplained, and so does the {@link
 * io.sluice.torture.Paperwork} of files. Sizes and seed are {@link io.sluice.torture.Scale}'s.
 */
package io.sluice.torture;
