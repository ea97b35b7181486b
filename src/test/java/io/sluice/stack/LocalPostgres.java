package io.sluice.stack;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL on loopback, durable: {@code fsync} and {@code synchronous_commit} are on, and it does not start
 * otherwise. The engine's role {@code sluice} owns the database {@code sluice} and may make further ones; it is no
 * superuser.
 */
final class LocalPostgres implements Component {

    static final String USER = "sluice";

    private static final String ADMINISTRATOR = "postgres";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final StackFolder folder;
    private final int port;
    private final Path home;
    private final Unprivileged unprivileged;
    private final boolean temporary;
    private volatile Process postmaster;

    /**
     * @param cache where the PostgreSQL programs are unpacked
     * @param temporary whether its data are deleted when it ends
     */
    LocalPostgres(StackFolder folder, Path cache, int port, boolean temporary)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.port = port;
        this.home = PostgresBinaries.unpack(cache);
        this.unprivileged = Unprivileged.forFilesOf(folder.root());
        this.temporary = temporary;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.jdbc.url", url(USER),
                "quarkus.datasource.username", USER,
                "quarkus.datasource.password", folder.password());
    }

    @Override
    public long pid() {
        return postmaster.pid();
    }

    @Override
    public void start() throws IOException, InterruptedException, SQLException {
        new OrphanPostmaster(folder.data(name())).reap();
        if (!Files.exists(folder.data(name()))) {
            initialise();
        }
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        launch();
        try (Connection connection = connect(deadline)) {
            refuseUnlessDurable(connection);
            createUserAndDatabase(connection);
        } catch (SQLException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /** Ends it without losing a commit: open transactions are rolled back, files are flushed. */
    @Override
    public void close() {
        Process running = postmaster;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            run(program("pg_ctl"), "stop", "-D", folder.data(name()).toString(), "-m", "fast", "-w", "-t", "30");
        } catch (IOException | StackException notStopped) {
            running.destroyForcibly();
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Calls back when the server has ended, however that came about. */
    void onEnd(Runnable callback) {
        postmaster.onExit().thenRun(callback);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    private String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /** Makes an empty cluster in a folder beside and renames it, so that a crash never leaves half a cluster. */
    private void initialise() throws IOException, InterruptedException {
        Path data = folder.data(name());
        Path fresh = data.resolveSibling("postgres.new");
        if (Files.exists(fresh)) {
            new StackFolder(fresh).delete();
        }
        folder.password();
        run(
                program("initdb"),
                "-D",
                fresh.toString(),
                "-U",
                ADMINISTRATOR,
                "-A",
                "scram-sha-256",
                "--pwfile=" + folder.passwordFile(),
                "-E",
                "UTF8",
                "--no-locale");
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void launch() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(program("postgres"), "-D", folder.data(name()).toString(), "-p", String.valueOf(port)));
        PostgresSettings.ALL.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        if (temporary) {
            PostgresSettings.TEMPORARY.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        }
        postmaster = unprivileged
                .command(command.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.log(name()).toFile()))
                .start();
    }

    /** Waits until it lets clients in: after a crash it first replays its log. */
    private Connection connect(long deadline) throws SQLException, IOException, InterruptedException {
        while (true) {
            try {
                return DriverManager.getConnection(url("postgres"), ADMINISTRATOR, folder.password());
            } catch (SQLException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
            }
            // Right after a kill the last backends may still hold the shared memory; then it ends, and a retry
            // succeeds.
            if (postmaster.waitFor(50, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime()
                        > deadline
                                - START_LIMIT.toNanos()
                                + Duration.ofSeconds(10).toNanos()) {
                    throw new StackException("PostgreSQL ended while starting. See " + folder.log(name()) + ".");
                }
                TimeUnit.MILLISECONDS.sleep(200);
                launch();
            }
        }
    }

    /** The whole promise of the engine rests on these two; the packaged default of some embedded starters is off. */
    private static void refuseUnlessDurable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT current_setting('fsync'), current_setting('synchronous_commit')")) {
            row.next();
            if (!"on".equals(row.getString(1)) || !"on".equals(row.getString(2))) {
                throw new StackException("PostgreSQL runs with fsync=%s, synchronous_commit=%s; both must be on."
                        .formatted(row.getString(1), row.getString(2)));
            }
        }
    }

    private void createUserAndDatabase(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + USER + "'")) {
                // The password is hexadecimal, made by StackFolder: nothing to escape.
                statement.execute("CREATE ROLE %s LOGIN CREATEDB PASSWORD '%s'".formatted(USER, folder.password()));
            }
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + USER + "'")) {
                statement.execute("CREATE DATABASE %s OWNER %s".formatted(USER, USER));
            }
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next();
        }
    }

    private void run(String... command) throws IOException, InterruptedException {
        int exit = unprivileged
                .command(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.log(name()).toFile()))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new StackException("%s failed (exit code %d). See %s."
                    .formatted(Path.of(command[0]).getFileName(), exit, folder.log(name())));
        }
    }
}
