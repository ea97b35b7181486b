package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.simulator.ErpSimulator;
import io.sluice.simulator.LegacyReceiver;
import io.sluice.stack.Ports;
import io.sluice.stack.PrivateStack;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Everything that stands around what is measured: PostgreSQL, Kafka, simulated receivers; and the processes started
 * beside.
 */
final class Site implements AutoCloseable {

    private static final List<String> PORTS = List.of(
            "SLUICE_HTTP_PORT",
            "SLUICE_MLLP_PORT",
            "SLUICE_REST_PORT",
            "SLUICE_ERP_API_PORT",
            "SLUICE_BENCH_PORT",
            "SLUICE_BENCH_HTTP_PORT");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Path folder;
    private final Map<String, Integer> ports = new TreeMap<>();
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
    Process floor(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return launch(main.getSimpleName(), command, Map.of());
    }

    /**
     * Starts the engine as it is shipped, with the benchmark's own integrations beside those that ship, and returns
     * when it is ready. {@code -Dbench.jfr=<file>} records where its time goes.
     */
    Process engine() throws Exception {
        Properties settings = new Properties();
        settings.putAll(stack.addresses().settings(stack.addresses().database()));
        Path file = folder.resolve("engine.properties");
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        Map<String, String> environment = new TreeMap<>();
        environment.put("SLUICE_DATA", folder.resolve("data").toString());
        environment.put("SLUICE_HOME", BenchHome.make(folder).toString());
        for (String port : PORTS) {
            ports.put(port, Ports.free());
        }
        ports.put("SLUICE_ERP_PORT", erp.port());
        ports.put("SLUICE_LEGACY_PORT", legacy.port());
        ports.forEach((name, port) -> environment.put(name, "" + port));
        // What is collected until an hour of the day would never be done while it is waited for.
        environment.put("SLUICE_ANALYTICS_EXTRACT", "false");
        environment.put("SLUICE_BENCH_FILES", files().toString());
        environment.put("SLUICE_BENCH_KAFKA", bootstrap());
        List<String> arguments = new ArrayList<>();
        String recording = System.getProperty("bench.jfr");
        if (recording != null) {
            arguments.add("-XX:StartFlightRecording=settings=profile,filename=" + recording);
        }
        arguments.addAll(List.of("-Dquarkus.config.locations=" + file, "-jar", "target/quarkus-app/quarkus-run.jar"));
        Process engine = launch("engine", arguments, environment);
        while (!ready()) {
            assertThat(engine.isAlive())
                    .as("the engine runs, see " + folder.resolve("engine.log"))
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return engine;
    }

    /** Where the engine listens. @param name of the variable that tells it so */
    int port(String name) {
        return ports.get(name);
    }

    /** The folder whose {@code items} and {@code remittances} the engine looks into. */
    Path files() throws IOException {
        Path files = folder.resolve("files").toAbsolutePath();
        for (String name : List.of("items", "remittances", "archive", "quarantine", "receipts")) {
            Files.createDirectories(files.resolve(name));
        }
        return files;
    }

    String bootstrap() {
        return stack.addresses().bootstrapServers();
    }

    private boolean ready() throws InterruptedException {
        try {
            URI health = URI.create("http://127.0.0.1:" + port("SLUICE_HTTP_PORT") + "/q/health/ready");
            return CLIENT.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Process launch(String name, List<String> arguments, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx320m"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().put("MALLOC_ARENA_MAX", "2"); // as scripts/up starts the engine
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
        for (Process process : List.copyOf(processes)) {
            try {
                end(process);
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        erp.close();
        legacy.close();
        stack.close();
    }

    /** Waits until the query counts nothing any more. @param sql begins with {@code select count(*)} */
    void awaitZero(String sql) throws Exception {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        // Looking for one row costs PostgreSQL nothing beside what is measured; counting a backlog would.
        String any = "select count(*) from (" + sql.replace("count(*)", "1") + " limit 1) any_row";
        while (number(any) > 0) {
            assertThat(System.nanoTime()).as("waited too long for: " + sql).isLessThan(limit);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    static void awaitPort(int port) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IllegalStateException("nothing listens on " + port);
    }
}
