package io.sluice.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A PostgreSQL of one test's own, which it may kill and start again on the same data and the same port. */
public final class PrivatePostgres implements AutoCloseable {

    private static final List<String> COMPONENT = List.of("postgres");

    private final StackFolder folder;
    private final Database database;
    private StackProcess process;

    private PrivatePostgres(Path root) {
        folder = StackFolder.of(root);
        process = StackProcess.start(folder, COMPONENT, Map.of());
        database = TestStack.of(folder.readSettings()).database();
    }

    /** @param root an empty folder, or that of an earlier one, whose data then come back */
    public static PrivatePostgres start(Path root) {
        return new PrivatePostgres(root);
    }

    /** Stays true over every kill and start. */
    public Database database() {
        return database;
    }

    /** SIGKILL to it and all its backends. */
    public void kill() {
        process.kill();
    }

    /** Returns when it has recovered and lets clients in. */
    public void startAgain() {
        int port = URI.create(database.url().substring("jdbc:".length())).getPort();
        process = StackProcess.start(folder, COMPONENT, Map.of("SLUICE_PG_PORT", "" + port));
    }

    /** Ends it; the data stay where they are. */
    @Override
    public void close() {
        process.stop();
    }
}
