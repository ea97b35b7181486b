package io.sluice.files;

import java.time.Instant;

/**
 * A regular file as it stands now.
 *
 * @param path by which its session finds it again
 * @param size in bytes
 * @param modified SFTP servers give whole seconds
 */
public record FileEntry(String name, String path, long size, Instant modified) {}
