package io.sluice.torture;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The engine as it is shipped, in a JVM of its own, so that it can be killed. It is the build under {@code target/}; {@code
 * make test} makes it first. Everything that it writes goes to one folder, its log too.
 */
final class EngineProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final Map<String, String> environment;
    private final int httpPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    /** @param environment what the engine is told: ports, database, Kafka, simulators */
    EngineProcess(Path folder, int httpPort, Map<String, String> environment) {
        this.folder = folder;
        this.httpPort = httpPort;
        this.environment = new TreeMap<>(environment);
    }

    /** Starts it and returns when it is ready. @param options of the JVM, for example a crash point */
    void start(String... options) {
        launch(options);
        awaitReady();
    }

    void launch(String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx320m"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(new File("."));
        builder.environment().putAll(environment);
        builder.environment().put("SLUICE_DATA", folder.resolve("data").toString());
        builder.environment().put("SLUICE_HTTP_PORT", Integer.toString(httpPort));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        try {
            Files.createDirectories(folder);
            process = builder.start();
        } catch (IOException e) {
            throw new IllegalStateException("the engine could not be started; is " + JAR + " built? (make build)", e);
        }
    }

    void awaitReady() {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < limit) {
            if (!process.isAlive()) {
                return; // a crash point at start; the caller looks
            }
            if (ready()) {
                return;
            }
            pause(Duration.ofMillis(50));
        }
        throw new IllegalStateException("the engine was not ready after " + START_LIMIT + "; see " + log());
    }

    boolean ready() {
        try {
            return http.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/q/health/ready"))
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean alive() {
        return process != null && process.isAlive();
    }

    /** Waits for it to die at its crash point. */
    boolean diesWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        diesWithin(Duration.ofSeconds(10));
    }

    Path log() {
        return folder.resolve("engine.log");
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (alive()) {
            process.destroy();
            if (!diesWithin(Duration.ofSeconds(15))) {
                kill();
            }
        }
    }
}
