package io.sluice.bench;

import io.sluice.simulator.ErpSimulator;
import io.sluice.simulator.LegacyReceiver;
import io.sluice.stack.PrivateStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Everything that stands around what is measured: PostgreSQL, Kafka, simulated receivers; and the processes started beside. */
final class Site implements AutoCloseable {

    private final Path folder;
    private final PrivateStack stack;
    private final ErpSimulator erp;
    private final LegacyReceiver legacy;
    private final List<Process> processes = new ArrayList<>();

    Site(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.stack = PrivateStack.start(folder.resolve("stack"));
        this.erp = new ErpSimulator(0, folder.resolve("erp.jsonl"), InstantSource.system());
        this.legacy = new LegacyReceiver(0, 0, folder.resolve("legacy.jsonl"), InstantSource.system());
    }

    /** JDBC URL with user and password. */
    String jdbc() {
        var database = stack.addresses().database();
        return database.url() + "?user=" + database.username() + "&password=" + database.password();
    }

    /** Starts a floor in a JVM of its own, with the heap of the engine. */
    Process floor(Class<?> main, int port) throws IOException {
        return launch(
                main.getSimpleName(),
                List.of("-cp", System.getProperty("java.class.path"), main.getName(), "" + port, jdbc()),
                Map.of());
    }

    /** Starts the engine as it is shipped, with the benchmark's own integration beside those that ship. */
    Process engine(int http, int mllp, int bench, String... options) throws IOException {
        Properties settings = new Properties();
        settings.putAll(stack.addresses().settings(stack.addresses().database()));
        Path file = folder.resolve("engine.properties");
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        Map<String, String> environment = new TreeMap<>();
        environment.put("SLUICE_DATA", folder.resolve("data").toString());
        environment.put("SLUICE_HOME", home().toString());
        environment.put("SLUICE_HTTP_PORT", "" + http);
        environment.put("SLUICE_MLLP_PORT", "" + mllp);
        environment.put("SLUICE_REST_PORT", "" + freePort());
        environment.put("SLUICE_BENCH_PORT", "" + bench);
        environment.put("SLUICE_ERP_PORT", "" + erp.port());
        environment.put("SLUICE_LEGACY_PORT", "" + legacy.port());
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-Dquarkus.config.locations=" + file, "-jar", "target/quarkus-app/quarkus-run.jar"));
        return launch("engine", arguments, environment);
    }

    /** The benchmark's integration, with the mapping that ships. */
    private Path home() throws IOException {
        Path home = folder.resolve("home").toAbsolutePath();
        Path integration = Files.createDirectories(home.resolve("routes/bench-adt"));
        Path from = Path.of("src/test/resources/bench");
        Files.createDirectories(home.resolve("systems"));
        Files.copy(from.resolve("systems/bench.yaml"), home.resolve("systems/bench.yaml"));
        for (String file : List.of("integration.yaml", "bench-adt.camel.yaml")) {
            Files.copy(from.resolve("routes/bench-adt").resolve(file), integration.resolve(file));
        }
        Files.copy(
                Path.of("src/main/resources/routes/admissions/adt-to-patients.jsonata"),
                integration.resolve("adt-to-patients.jsonata"));
        return home;
    }

    private Process launch(String name, List<String> arguments, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx320m"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        processes.remove(process);
    }

    /** PostgreSQL, with its children. */
    List<Long> postgres() {
        return pids("postgres");
    }

    List<Long> kafka() {
        return pids("kafka");
    }

    private List<Long> pids(String component) {
        try (Stream<Path> files =
                Files.walk(folder.resolve("stack").resolve(component).resolve("run"))) {
            return files.filter(f -> f.getFileName().toString().equals(component + ".pid"))
                    .map(Site::pid)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("no process id of " + component, e);
        }
    }

    private static long pid(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbc());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbc());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    ErpSimulator erp() {
        return erp;
    }

    @Override
    public void close() throws IOException {
        processes.forEach(Process::destroyForcibly);
        erp.close();
        legacy.close();
        stack.close();
    }

    /** For the REST listener, which a benchmark of something else does not call. */
    private static int freePort() throws IOException {
        try (var probe = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
