package io.sluice.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link LocalStack} in a JVM of its own, started by this one and ending with it. */
final class StackProcess {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final StackFolder folder;
    private final List<String> components;
    private final Process process;

    private StackProcess(StackFolder folder, List<String> components, Process process) {
        this.folder = folder;
        this.components = components;
        this.process = process;
    }

    /**
     * Starts the components and returns when all of them are ready.
     *
     * @param ports by environment variable; those not given are free ones
     * @param options further ones of {@link LocalStack}
     * @throws StackException with what the stack said when it ended instead
     */
    static StackProcess start(
            StackFolder folder, List<String> components, Map<String, String> ports, String... options) {
        try {
            for (String component : components) {
                Files.deleteIfExists(folder.pidFile(component));
            }
            Files.deleteIfExists(folder.settingsFile());
            Process process = launch(folder, components, ports, options);
            StackProcess stack = new StackProcess(folder, components, process);
            stack.awaitReady();
            return stack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(
            StackFolder folder, List<String> components, Map<String, String> ports, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap(components),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                // Surefire's own class path is one jar that names the others.
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LocalStack.class.getName(),
                folder.root().toString()));
        command.addAll(components);
        command.add("--attached");
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.log("stack").toFile()));
        builder.environment().put("SLUICE_PG_PORT", "0");
        builder.environment().put("SLUICE_KAFKA_PORT", "0");
        builder.environment().put("SLUICE_SFTP_PORT", "0");
        builder.environment().put("SLUICE_JMS_PORT", "0");
        builder.environment().putAll(ports);
        return builder.start();
    }

    private static String heap(List<String> components) {
        if (components.contains("kafka")) {
            return "192m";
        }
        return components.contains("artemis") ? "96m" : "32m";
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!components.stream().allMatch(component -> Files.exists(folder.pidFile(component)))) {
            boolean ended = waitFor(Duration.ofMillis(20));
            if (ended || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new StackException("The local stack did not start:\n"
                        + Files.readString(folder.log("stack")).strip());
            }
        }
    }

    /** Ends it in order. */
    void stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            // then there is nothing to stop
        }
        if (!waitFor(Duration.ofSeconds(60))) {
            kill();
        }
    }

    /**
     * SIGKILL to this process and all that it started, as a power loss would end them, and waits until they are gone.
     */
    void kill() {
        List<ProcessHandle> started = process.descendants().toList();
        // The parent first: it would start PostgreSQL again.
        process.destroyForcibly().onExit().join();
        started.forEach(ProcessHandle::destroyForcibly);
        started.forEach(child -> child.onExit().join());
    }

    /** SIGKILL to this process only; PostgreSQL stays behind as an orphan. */
    void killAlone() {
        process.destroyForcibly().onExit().join();
    }

    private boolean waitFor(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for the local stack.", e);
        }
    }
}
