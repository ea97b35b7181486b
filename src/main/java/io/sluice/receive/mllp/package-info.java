/**
 * MLLP, release 1, with original and enhanced acknowledgements (HL7 v2.5.1 section 2.9). In come TCP connections of the
 * catalogue's listeners; their frames go to the {@link io.sluice.receive.Intake}; out go acknowledgements, in the order
 * of the messages, each after its commit.
 *
 * <p>Nothing here blocks: a few event loops serve all connections of all listeners. Memory is bounded by one budget for
 * all of them; a connection that would exceed it is not read from until there is room.
 *
 * <p>On failure: a frame that is broken, too large or too slow is kept as rejected and, where the sender would
 * otherwise never fall into step again, its connection is closed. A listener that cannot open says so and leaves the
 * others alone.
 */
package io.sluice.receive.mllp;
