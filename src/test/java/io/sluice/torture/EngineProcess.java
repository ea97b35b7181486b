package io.sluice.torture;

import io.sluice.stack.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The engine as it is built under {@code target/} ({@code make test} builds it first), in a JVM of its own, so that it
 * can be killed. Everything that it writes goes to one folder; its log too, which also says how long each start took.
 */
final class EngineProcess implements AutoCloseable {

    /** Folder of keys and tokens, beside the log. */
    static final String DATA = "data";

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration END_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(25);

    private final Path folder;
    private final Map<String, String> environment;
    private final int mllpPort;
    private Process process;
    private long begun;

    /**
     * @param mllpPort where its senders will find it
     * @param environment what else it is told: HTTP port, database, Kafka, simulators
     */
    EngineProcess(Path folder, int mllpPort, Map<String, String> environment) {
        this.folder = folder;
        this.mllpPort = mllpPort;
        this.environment = new TreeMap<>(environment);
    }

    /** Starts it and returns when it is ready. @param options of the JVM, for example a crash point */
    void start(String... options) {
        launch(options);
        awaitReady();
    }

    /** Starts it in another way than that of {@link EngineClasses#start}, and returns when it is ready. */
    void start(List<String> classes) {
        launch(classes, List.of());
        awaitReady();
    }

    /** Starts it and does not wait. */
    void launch(String... options) {
        launch(EngineClasses.start(), List.of(options));
    }

    private void launch(List<String> classes, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                // Started often and for a short time: what the compiler would win is lost in waiting for it.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-Xlog:all=error:stderr"));
        command.addAll(options);
        command.addAll(classes);
        ProcessBuilder builder = new ProcessBuilder(command).directory(new File("."));
        builder.environment().putAll(environment);
        builder.environment().put("SLUICE_DATA", folder.resolve(DATA).toString());
        builder.environment().put("SLUICE_MLLP_PORT", Integer.toString(mllpPort));
        // Nobody calls it here; any port that is free, so that engines side by side do not meet.
        builder.environment().putIfAbsent("SLUICE_REST_PORT", Integer.toString(Ports.free()));
        builder.environment().putIfAbsent("SLUICE_ERP_API_PORT", Integer.toString(Ports.free()));
        // What is collected until an hour of the day would be neither done nor stuck when it is judged.
        builder.environment().put("SLUICE_ANALYTICS_EXTRACT", "false");
        // And it must not take from the servers of somebody who tries Sluice on this machine.
        for (String port : List.of("SLUICE_SFTP_PORT", "SLUICE_JMS_PORT", "SLUICE_KAFKA_PORT")) {
            builder.environment().putIfAbsent(port, "1");
        }
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        try {
            Files.createDirectories(folder);
            begun = System.nanoTime();
            process = builder.start();
        } catch (IOException e) {
            throw new IllegalStateException("the engine could not be started", e);
        }
    }

    private void awaitReady() {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < limit) {
            if (!process.isAlive()) {
                return; // a crash point at start; the caller looks
            }
            if (listens()) {
                note("ready after %d ms"
                        .formatted(Duration.ofNanos(System.nanoTime() - begun).toMillis()));
                return;
            }
            pause(LOOK);
        }
        throw new IllegalStateException("the engine was not ready after " + START_LIMIT + "; see " + log());
    }

    private void note(String what) {
        try {
            Files.writeString(log(), what + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The listeners open last. */
    private boolean listens() {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), mllpPort)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
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

    /** Ends it in order. */
    void stop() {
        process.destroy();
        if (!diesWithin(END_LIMIT)) {
            kill();
        }
    }

    @Override
    public void close() {
        if (alive()) {
            kill();
        }
    }
}
