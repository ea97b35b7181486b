/**
 * Folders, on this machine and on SFTP servers, seen in one way. In: where they are
 * ({@link io.sluice.catalog.FileStore}). Out: a {@link io.sluice.files.FileSession} that lists, reads, writes and
 * moves, and a {@link io.sluice.files.Wrapping} that takes off and puts on what is around a file. What it shall mean
 * that a file is read or written, receiving and sending decide.
 *
 * <p>On failure: an {@link java.io.IOException} says that it may be tried again; a {@link
 * io.sluice.message.ProblemException} with a {@link io.sluice.files.FilesProblem} that somebody must change something
 * first. Neither holds a name of a file nor any content.
 */
package io.sluice.files;
