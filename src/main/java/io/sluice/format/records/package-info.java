/**
 * Files of many records. In: the bytes of a file as a stream, and a {@link io.sluice.format.records.RecordLayout} that
 * says how its records are told apart and read. Out: one {@link io.sluice.format.records.FileRecord} after the other in
 * bounded memory, each with its exact bytes, and verdicts about the totals that the file itself states. A record that
 * cannot be read is a record with a problem and the file goes on; what concerns the whole file ends it with a
 * {@link io.sluice.message.ProblemException}; an {@link java.io.IOException} says nothing about the file.
 */
package io.sluice.format.records;
