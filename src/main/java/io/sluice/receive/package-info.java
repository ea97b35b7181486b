/**
 * The way in. A transport hands over what it read as an {@link io.sluice.receive.Inbound};
 * {@link io.sluice.receive.Intake} inspects it, finds the integration that takes it, reads its keys and gives it to the
 * ledger. Out goes a {@link io.sluice.receive.Verdict}, which the transport turns into its acknowledgement.
 *
 * <p>On failure: what cannot be taken is kept in the ledger as REJECTED with the rule that it broke, then refused.
 * While the ledger is away nothing is acknowledged and nothing is kept: the sender repeats.
 */
package io.sluice.receive;
