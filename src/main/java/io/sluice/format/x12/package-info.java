/**
 * ASC X12. In: the bytes of an interchange, or of a file of interchanges as a stream. Out: segments with their exact
 * bytes, a view for mappings, one record for each transaction set or claim, the verdict on each interchange, group and
 * set, and the TA1 and 999 that answer them; new interchanges from trees.
 *
 * <p>Envelopes (ISA, GS, ST and their ends) are checked here, so that one broken set takes no other with it; what
 * stands in a set is checked by StAEDI, with schemas of {@code x12/} for 270, 271, 276, 277, 810, 834, 835, 837, 850,
 * 855, 856 and 999 of version 005010. Any other set, and other versions, are checked for their envelope and the form of
 * their segments only.
 *
 * <p>On failure: a {@link io.sluice.message.ProblemException} when it cannot be known where a segment ends; everything
 * else is a finding of the report, with segment, position and code of the standard, never a value.
 */
package io.sluice.format.x12;
