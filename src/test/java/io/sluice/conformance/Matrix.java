package io.sluice.conformance;

import io.sluice.conformance.Results.Outcome;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * All controls over all transports. The columns run beside each other, each on an engine of its own; of two matrices in
 * test JVMs side by side the second waits, since ten engines on two cores hinder each other more than they help.
 */
final class Matrix {

    static final List<Control> CONTROLS = List.of(
            new StoredFirst(),
            new Duplicate(),
            new Conflict(),
            new Order(),
            new Retry(),
            new Breaker(),
            new DeadLettered(),
            new Replayed(),
            new Throttled(),
            new Oversize(),
            new Malformed(),
            new Correlated(),
            new Balanced(),
            new PhiCanary());

    private static final Path LOCK = Path.of("target", "conformance.lock");

    private Matrix() {}

    static Results run(Path folder, Map<Transport, Fault> faults) throws Exception {
        try (FileChannel file = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.lock(); // until the file is closed
            return alone(folder, faults);
        }
    }

    private static Results alone(Path folder, Map<Transport, Fault> faults) throws Exception {
        Results results = new Results();
        try (Servers servers = Servers.start(folder);
                ExecutorService columns = Executors.newFixedThreadPool(Transport.values().length)) {
            List<Future<?>> running = new ArrayList<>();
            for (Transport transport : Transport.values()) {
                Fault fault = faults.getOrDefault(transport, Fault.NONE);
                running.add(columns.submit(() -> {
                    column(servers, transport, fault, results);
                    return null;
                }));
            }
            for (Future<?> column : running) {
                column.get();
            }
        }
        return results;
    }

    private static void column(Servers servers, Transport transport, Fault fault, Results results) throws Exception {
        try (Site site = new Site(servers, transport, fault)) {
            for (Control control : CONTROLS) {
                Optional<Throwable> work = failure(() -> control.doesItsWork(site));
                Optional<Throwable> noMore = failure(() -> control.doesNoMore(site));
                results.add(new Cell(control.name(), transport), new Outcome(work, noMore));
            }
        }
    }

    private interface Body {
        void run() throws Exception;
    }

    /** A test that fails leaves its site as usable as one that passes; the next goes on. */
    private static Optional<Throwable> failure(Body test) {
        try {
            test.run();
            return Optional.empty();
        } catch (Exception | AssertionError e) {
            return Optional.of(e);
        }
    }
}
