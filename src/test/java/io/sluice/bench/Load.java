package io.sluice.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
 * Senders that each wait for their acknowledgement before the next message, as MLLP senders do. Kept plain so that it costs
 * little beside what is measured: a fixed message in which only MSH-10 and the patient change.
 */
final class Load {

    private static final byte START = 0x0B;
    private static final AtomicLong RUN = new AtomicLong(System.currentTimeMillis());

    /** @param refused answers that were not AA */
    record Result(int connections, long messages, double perSecond, double p50Millis, double p99Millis, long refused) {}

    private Load() {}

    /**
     * @param rate messages per second over all connections; 0: as fast as the answers come
     * @param patients how many different patients there are
     */
    static Result run(int port, int connections, Duration time, int rate, int patients) throws Exception {
        String run = Long.toString(RUN.incrementAndGet(), 36);
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try (ExecutorService senders = Executors.newFixedThreadPool(connections)) {
            List<Callable<Sender>> all = IntStream.range(0, connections)
                    .<Callable<Sender>>mapToObj(c -> () -> new Sender(run + "-" + c, port, patients)
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
        private final int port;
        private final int patients;
        private long[] nanos = new long[4096];
        private int count;
        private long refused;

        Sender(String name, int port, int patients) {
            this.name = name;
            this.port = port;
            this.patients = patients;
        }

        Sender send(long end, long interval) throws IOException, InterruptedException {
            try (Socket socket = new Socket("127.0.0.1", port)) {
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
                    out.write(frame(i));
                    note(sent, accepted(in));
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

        private byte[] frame(int i) {
            String control = name + "-" + i;
            String patient = "B" + (i % patients) + name.substring(name.indexOf('-'));
            return (TEMPLATE.replace("{control}", control).replace("{patient}", patient))
                    .getBytes(StandardCharsets.UTF_8);
        }

        /** Reads one frame; true when it says AA. */
        private static boolean accepted(InputStream in) throws IOException {
            byte[] frame = new byte[1024];
            int length = 0;
            int before = -1;
            for (int b = in.read(); ; b = in.read()) {
                if (b < 0) {
                    throw new IOException("the connection was closed before the acknowledgement");
                }
                if (b == '\r' && before == 0x1C) {
                    return new String(frame, 0, length, StandardCharsets.UTF_8).contains("MSA|AA|");
                }
                if (length < frame.length && b != START) {
                    frame[length++] = (byte) b;
                }
                before = b;
            }
        }
    }

    /** A common A08 of about 1.2 KB. */
    private static final String TEMPLATE = '\u000B'
            + String.join(
                    "\r",
                    "MSH|^~\\&|EHR|GENERAL|SLUICE|HUB|20260101120000||ADT^A08^ADT_A01|{control}|P|2.5.1",
                    "EVN|A08|20260101120000|||1234^CLERK^CARLA",
                    "PID|1||{patient}^^^GENERAL^MR~999-99-{patient}^^^SSA^SS||EVERYWOMAN^EVE^E^^^^L||19620320|F||2106-3^White^HL70005"
                            + "|153 FERNWOOD DR^^STATESVILLE^OH^35292^USA^H||^PRN^PH^^1^206^3345232~^WPN^PH^^1^206^7525217|||M|NON"
                            + "|{patient}^^^GENERAL^AN|123-45-6789",
                    "NK1|1|EVERYMAN^ADAM|SPO^Spouse^HL70063|153 FERNWOOD DR^^STATESVILLE^OH^35292|^PRN^PH^^1^206^3345232",
                    "PV1|1|I|W^389^1^GENERAL||||12345^MORGAN^REX^J^^^MD^0010^GENERAL^L|67890^GRAINGER^LUCY^X^^^MD^0010^GENERAL^L|MED||||A0"
                            + "||13579^POTTER^SHERMAN^T^^^MD^0010^GENERAL^L|INP|V{patient}^^^GENERAL^VN||||||||||||||||||||||||||202601010800",
                    "OBX|1|NM|8302-2^Body Height^LN||172|cm^centimeter^UCUM|||||F",
                    "OBX|2|NM|29463-7^Body Weight^LN||68|kg^kilogram^UCUM|||||F",
                    "AL1|1|DA|1605^acetaminophen^L|MO|Muscle Pain~hair loss",
                    "")
            + "\u001C\r";
}
