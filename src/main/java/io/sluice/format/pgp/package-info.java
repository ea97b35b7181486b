/**
 * OpenPGP (RFC 9580) around files. In: encrypted and signed bytes, and keys. Out: the content, of which not one byte is
 * given away before the whole was proven intact and signed; and the way back. Clear text is never spilled to disk. On
 * failure: a {@link io.sluice.message.ProblemException}, an {@link java.io.IOException} for streams alone.
 */
package io.sluice.format.pgp;
