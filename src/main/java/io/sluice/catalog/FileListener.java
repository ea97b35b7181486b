package io.sluice.catalog;

import java.time.Duration;
import java.util.Optional;

/**
 * Takes files from a folder; each record of a file becomes a message.
 *
 * @param folder where files arrive
 * @param archive where a file is moved when all of it is stored: the acknowledgement of a file
 * @param quarantine where a file is moved that is refused, the reason beside it
 * @param receipts where the sender finds what became of its file
 * @param pattern names of files that are taken; {@code *} and {@code ?} stand for others
 * @param wrap what is taken off before a file is read
 * @param poll time between two looks into the folder
 */
public record FileListener(
        String name,
        String system,
        FileStore store,
        String folder,
        String archive,
        String quarantine,
        Optional<String> receipts,
        String pattern,
        Duration poll,
        Complete complete,
        FileWrap wrap)
        implements Listener {

    @Override
    public String transport() {
        return "file";
    }

    /**
     * By what a file shows that its sender has finished it.
     *
     * @param suffix of the second file, or of the name that is not finished; not used for STABLE_SIZE
     * @param unchanged how long size and time must not change, for STABLE_SIZE
     */
    public record Complete(By by, String suffix, Duration unchanged) {

        /** How it shows. */
        public enum By implements Word {
            /** Size and time do not change for a while. */
            STABLE_SIZE(""),
            /** A second file is there. */
            DONE_FILE(".done"),
            /** A second file is there and holds the SHA-256 of the first. */
            MANIFEST(".sha256"),
            /** The name has lost its suffix. */
            TEMPORARY_SUFFIX(".part");

            private final String suffix;

            By(String suffix) {
                this.suffix = suffix;
            }

            /** Unless the listener says otherwise. */
            public String suffix() {
                return suffix;
            }
        }
    }
}
