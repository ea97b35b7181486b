/**
 * HL7 v2: a tolerant reader over the original bytes, field paths, byte-exact edits, a writer, acknowledgements and MLLP
 * framing. A message is accepted with everything that real senders get wrong (byte-order mark, line ends, missing
 * charset, additional fields); it is refused only when its delimiters cannot be known.
 */
package io.sluice.format.hl7;
