package io.sluice.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Senders that each wait for their acknowledgement before the next message, as MLLP senders do. Kept plain so that it
 * costs little beside what is measured: a fixed message in which only its number and its subject change.
 */
final class Load {

    private static final AtomicLong RUN = new AtomicLong(System.currentTimeMillis());

    /** @param refused answers that did not accept */
    record Result(int connections, long messages, double perSecond, double p50Millis, double p99Millis, long refused) {}

    private Load() {}

    /**
     * @param rate messages per second over all connections; 0: as fast as the answers come
     */
    static Result run(Wire wire, int connections, Duration time, int rate) throws Exception {
        String run = Long.toString(RUN.incrementAndGet(), 36);
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try (ExecutorService senders = Executors.newFixedThreadPool(connections)) {
            List<Callable<Sender>> all = IntStream.range(0, connections)
                    .<Callable<Sender>>mapToObj(c -> () -> new Sender(run + "-" + c, wire)
                            .send(end, rate == 0 ? 0 : 1_000_000_000L * connections / rate))
                    .toList();
            return join(senders.invokeAll(all), connections, start);
        }
    }

    private static Result join(List<Future<Sender>> done, int connections, long start) throws Exception {
        double seconds = (System.nanoTime() - start) / 1e9;
        long refused = 0;
        long[] times = new long[0];
        for (Future<Sender> one : done) {
            try {
                Sender sender = one.get();
                refused += sender.refused;
                int had = times.length;
                times = Arrays.copyOf(times, had + sender.count);
                System.arraycopy(sender.nanos, 0, times, had, sender.count);
            } catch (ExecutionException e) {
                throw new IOException("a sender failed", e.getCause());
            }
        }
        Arrays.sort(times);
        return new Result(connections, times.length, times.length / seconds, at(times, 0.5), at(times, 0.99), refused);
    }

    private static double at(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * part)] / 1e6;
    }

    private static final class Sender {

        private final String name;
        private final Wire wire;
        private long[] nanos = new long[4096];
        private int count;
        private long refused;

        Sender(String name, Wire wire) {
            this.name = name;
            this.wire = wire;
        }

        Sender send(long end, long interval) throws IOException, InterruptedException {
            try (Socket socket = new Socket("127.0.0.1", wire.port())) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(60_000);
                OutputStream out = socket.getOutputStream();
                InputStream in = new BufferedInputStream(socket.getInputStream());
                long next = System.nanoTime();
                for (int i = 0; System.nanoTime() < end; i++) {
                    if (interval > 0) {
                        next += interval;
                        long wait = next - System.nanoTime();
                        if (wait > 0) {
                            Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
                        }
                    }
                    long sent = System.nanoTime();
                    out.write(wire.request(name, i));
                    note(sent, wire.accepted(in));
                }
            }
            return this;
        }

        private void note(long sent, boolean accepted) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = System.nanoTime() - sent;
            refused += accepted ? 0 : 1;
        }
    }
}
