/**
 * Files as ERP systems and payers drop them, of any size, all synthetic. In: a kind, a number of rows, a seed and
 * perhaps a fault. Out: the same bytes each time for the same input, in bounded memory, with control totals that hold
 * unless the fault is about them. On failure: an {@link java.io.IOException} of the stream that is written to.
 */
package io.sluice.simulator.files;
