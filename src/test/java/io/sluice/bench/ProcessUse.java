package io.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;

/** Processor time and memory of processes with all that descend from them, as Linux tells it under {@code /proc}. */
final class ProcessUse {

    private static final long TICK_MILLIS = 10; // sysconf(_SC_CLK_TCK) is 100 on every Linux that Java runs on

    private ProcessUse() {}

    /** Milliseconds of processor time so far, of these and their living and ended children. */
    static long cpuMillis(Collection<Long> pids) {
        return pids.stream()
                .flatMap(ProcessUse::tree)
                .distinct()
                .mapToLong(ProcessUse::cpu)
                .sum();
    }

    /** Resident memory of one process, MiB. */
    static long rssMib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static Stream<Long> tree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(p -> Stream.concat(Stream.of(p), p.descendants()))
                .map(ProcessHandle::pid);
    }

    private static long cpu(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] after = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = 11; i <= 14; i++) { // utime, stime, cutime, cstime
                ticks += Long.parseLong(after[i]);
            }
            return ticks * TICK_MILLIS;
        } catch (IOException e) {
            return 0; // ended between the listing and the reading
        }
    }
}
