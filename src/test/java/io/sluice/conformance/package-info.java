/**
 * The conformance matrix: every control of the engine times every way into it. One integration, the same file for all
 * of them, is reached over MLLP, files on SFTP, HTTP, Kafka and JMS; each {@link io.sluice.conformance.Control} is
 * written once and looks from outside, as a {@link io.sluice.conformance.Sender}, at the target and in the ledger's
 * tables. A cell has two tests: the control does its work; what it must not catch passes, or what it must refuse is
 * refused.
 *
 * <p>In come a {@link io.sluice.conformance.Transport} and, to show that a cell can turn red, a {@link
 * io.sluice.conformance.Fault}; out come {@link io.sluice.conformance.Results}, which {@code make conformance} prints
 * and writes to {@code docs/conformance.md}. What differs between the transports by their nature stands in one place,
 * {@link io.sluice.conformance.Told}.
 */
package io.sluice.conformance;
