/**
 * The crash harness. A {@link io.sluice.torture.Hospital} sends over real sockets as real senders do: what is not
 * acknowledged is sent again. {@link io.sluice.torture.EngineProcess} is the engine in a JVM of its own, to be killed. What the
 * senders were told and what the simulated receivers applied is the {@link io.sluice.torture.Evidence}; the {@link
 * io.sluice.torture.Checker} knows nothing of the engine's inside and says what was lost, doubled, disordered or unexplained.
 */
package io.sluice.torture;
