/**
 * Files. In come the files of a listener's folder, on this machine or on an SFTP server; each detail record goes to the
 * {@link io.sluice.receive.Intake} as a message of its own, child of the message that stands for the file. Out go the
 * file, to the archive or to the quarantine, and a receipt for its sender.
 *
 * <ol>
 *   <li>A file is read when it is whole by its listener's declaration, and only by the node whose turn it is.
 *   <li>It is looked through before anything of it is taken: its hash, its layout, the totals that it states. What does
 *       not hold refuses the whole file, or as the integration says.
 *   <li>Then its records are stored, in its order, in bounded memory; how far it was read is committed with them.
 *   <li>What is read the second time is compared with what was looked through: other bytes are never taken for it.
 *   <li>It is moved when all of it is committed. That is its acknowledgement.
 * </ol>
 *
 * <p>On failure: whatever happens on the way, the next look goes on from what is committed. Nothing is taken while the
 * ledger is away.
 */
package io.sluice.receive.file;
