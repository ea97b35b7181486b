package io.sluice.conformance;

import io.sluice.stack.LocalArtemis;
import io.sluice.stack.LocalSftp;
import io.sluice.stack.TestStack;
import java.nio.file.Path;

/**
 * The real servers around all engines of a run. Each engine has a database, a folder, a topic and a queue of its own.
 */
record Servers(Path folder, TestStack stack, LocalSftp sftp, LocalArtemis artemis) implements AutoCloseable {

    static Servers start(Path folder) {
        return new Servers(
                folder,
                TestStack.shared(),
                LocalSftp.start(folder.resolve("sftp")),
                LocalArtemis.start(folder.resolve("artemis")));
    }

    @Override
    public void close() {
        artemis.close();
        sftp.close();
    }
}
