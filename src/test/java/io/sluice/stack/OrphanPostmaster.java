package io.sluice.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL server left behind by a stack that was killed. It must go before a new one starts on the same data:
 * otherwise the new stack would silently use a server that it did not start, with settings and a port it did not
 * choose.
 */
record OrphanPostmaster(Path data) {

    /**
     * Ends it and waits; a stale file of a process that is gone, or whose number another program has now, is removed.
     */
    void reap() throws IOException, InterruptedException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        Optional<ProcessHandle> running = process(Files.readAllLines(file));
        if (running.isPresent()) {
            List<ProcessHandle> backends = running.get().descendants().toList();
            // SIGKILL, as the machine would on power loss: the orphan may be stopped or hang, and recovery is the
            // database's own business.
            running.get().destroyForcibly();
            awaitEnd(running.get());
            for (ProcessHandle backend : backends) {
                awaitEnd(backend);
            }
        }
        Files.deleteIfExists(file);
    }

    private static Optional<ProcessHandle> process(List<String> postmasterPid) {
        if (postmasterPid.isEmpty()) {
            return Optional.empty();
        }
        // While starting and in single-user mode PostgreSQL writes the number negated.
        long pid = Math.abs(Long.parseLong(postmasterPid.get(0).trim()));
        return ProcessHandle.of(pid).filter(OrphanPostmaster::isPostgres);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(false);
    }

    private static void awaitEnd(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stillThere) {
            throw new StackException(
                    "PostgreSQL process %d of an earlier run does not end. End it by hand.".formatted(process.pid()),
                    stillThere);
        }
    }
}
