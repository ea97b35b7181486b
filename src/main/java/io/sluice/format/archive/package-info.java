/**
 * Zip and gzip as streams. In: the bytes of an archive. Out: its files one after the other, each a stream, within
 * limits on their number, size and ratio. An archive that is broken, too large, nested, or whose names leave its folder
 * ends with a {@link io.sluice.message.ProblemException} while it is read; nothing is written to disk here.
 */
package io.sluice.format.archive;
