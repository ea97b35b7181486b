package io.sluice.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * A file that was claimed.
 *
 * @param id also of its parent message
 * @param records that become messages
 * @param position how many of its records, headers and trailers included, have been read
 * @param code why it is refused or lost, or what was wrong and accepted; else null
 * @param reported the delivery that tells its sender about refused and dead records; null when there is none
 * @param place where it is to lie at the end; null until that is known
 */
public record FileRow(
        UUID id,
        String listener,
        String integration,
        String path,
        long size,
        Instant modified,
        byte[] sha256,
        FileState state,
        long records,
        long position,
        String code,
        String place,
        boolean settled,
        UUID reported,
        Instant claimedAt,
        Instant endedAt) {

    /** As the source of {@link Origin.Progress}. */
    public static String source(UUID id) {
        return "file:" + id;
    }

    /** The same in a state that it is about to have. */
    public FileRow as(FileState next) {
        return new FileRow(
                id,
                listener,
                integration,
                path,
                size,
                modified,
                sha256,
                next,
                records,
                position,
                code,
                place,
                settled,
                reported,
                claimedAt,
                endedAt);
    }

    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
