/**
 * Bytes to trees and back. In: the original bytes of a message and, where known, the charset its system declares. Out:
 * a tolerant view (headers, values by path, groups, trees) or new bytes (byte-exact edits, acknowledgements,
 * documents). Pure: no input or output, no clock, no configuration. On failure: a
 * {@link io.sluice.message.ProblemException} with a {@link io.sluice.format.FormatProblem}; it names a path, a line or
 * a column, never a value.
 */
package io.sluice.format;
