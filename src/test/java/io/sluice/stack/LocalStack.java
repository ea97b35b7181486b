package io.sluice.stack;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Starts the components and keeps them up until it is told to stop.
 *
 * <pre>
 * LocalStack &lt;folder&gt; [postgres] [kafka] [sftp] [artemis] [--attached] [--temporary]
 * </pre>
 *
 * Without names all components start. {@code --attached}: stop when standard input closes, so that no stack outlives
 * the test run that started it, even if that was killed. {@code --temporary}: delete the folder at the end.
 *
 * <p>A PostgreSQL that ends by itself (a crash test kills it) is started again on the same data and port. Kafka lives
 * in this process; it comes back when the stack is started again.
 */
public final class LocalStack implements AutoCloseable {

    private final StackFolder folder;
    private final List<Component> components = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closing;

    private LocalStack(StackFolder folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) {
        StackLogging.quiet();
        List<String> options = List.of(arguments).subList(1, arguments.length);
        StackFolder folder = StackFolder.of(Path.of(arguments[0]));
        LocalStack stack = new LocalStack(folder);
        try (FileLock onlyOne = folder.lock()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stack.end(options.contains("--temporary"))));
            stack.start(options);
            if (options.contains("--attached")) {
                stack.closeWithStandardInput();
            }
            stack.ended.await();
            System.exit(0);
        } catch (StackException explained) {
            System.err.println(explained.getMessage());
            System.exit(1);
        } catch (Exception unexpected) {
            System.err.println("The local stack failed to start. Logs are in "
                    + folder.root().resolve("log") + ".");
            unexpected.printStackTrace();
            System.exit(1);
        }
    }

    private void start(List<String> options) throws Exception {
        boolean all = Stream.of("postgres", "kafka", "sftp", "artemis").noneMatch(options::contains);
        if (all || options.contains("postgres")) {
            // First of all: an orphan would still hold the port.
            new OrphanPostmaster(folder.data("postgres")).reap();
            int port = Ports.claim(Ports.fromEnvironment("SLUICE_PG_PORT", 5433), "PostgreSQL", "SLUICE_PG_PORT");
            components.add(new LocalPostgres(
                    folder, Path.of(".sluice").toAbsolutePath(), port, options.contains("--temporary")));
        }
        if (all || options.contains("kafka")) {
            int port = Ports.claim(Ports.fromEnvironment("SLUICE_KAFKA_PORT", 9092), "Kafka", "SLUICE_KAFKA_PORT");
            components.add(new LocalKafka(folder, port));
        }
        if (all || options.contains("sftp")) {
            int port = Ports.claim(Ports.fromEnvironment("SLUICE_SFTP_PORT", 2222), "SFTP", "SLUICE_SFTP_PORT");
            components.add(new LocalSftp(folder.root().resolve("sftp"), port));
        }
        if (all || options.contains("artemis")) {
            int port = Ports.claim(Ports.fromEnvironment("SLUICE_JMS_PORT", 61616), "Artemis", "SLUICE_JMS_PORT");
            components.add(new LocalArtemis(folder, port));
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (Component component : components) {
            Files.deleteIfExists(folder.pidFile(component.name()));
            settings.putAll(component.settings());
        }
        folder.writeSettings(settings);
        inParallel(components.stream()
                .<Callable<Void>>map(component -> () -> bringUp(component))
                .toList());
    }

    private Void bringUp(Component component) throws Exception {
        long begin = System.nanoTime();
        component.start();
        Files.writeString(folder.pidFile(component.name()), component.pid() + "\n");
        System.out.printf(
                "%-9s ready on %s after %.1f s%n",
                component.name(), component.address(), (System.nanoTime() - begin) / 1e9);
        if (component instanceof LocalPostgres postgres) {
            postgres.onEnd(() -> startAgain(postgres));
        }
        return null;
    }

    /** Runs on the thread that noticed the end of the process. */
    private void startAgain(LocalPostgres postgres) {
        if (closing) {
            return;
        }
        System.out.println("postgres  ended by itself; starting it again on the same data");
        try {
            bringUp(postgres);
        } catch (Exception e) {
            System.err.println("postgres could not be started again: " + e.getMessage());
            ended.countDown();
        }
    }

    private static void inParallel(List<Callable<Void>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }

    private void closeWithStandardInput() {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // only its end matters
                }
            } catch (IOException closed) {
                // the same as its end
            }
            ended.countDown();
        });
    }

    private void end(boolean temporary) {
        close();
        if (temporary) {
            folder.delete();
        }
    }

    @Override
    public void close() {
        closing = true;
        components.reversed().forEach(Component::close);
        for (Component component : components) {
            folder.pidFile(component.name()).toFile().delete();
        }
        folder.settingsFile().toFile().delete();
    }
}
