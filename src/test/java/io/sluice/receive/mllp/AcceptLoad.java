package io.sluice.receive.mllp;

import io.sluice.format.hl7.MllpFraming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends admissions over MLLP as fast as they are acknowledged: each connection sends one, waits for its answer, sends
 * the next. Every message has a control id, a patient and a visit of its own. Says how many were acknowledged each
 * second and how long they took. Its own cost is kept small, since it runs beside what it measures.
 */
public final class AcceptLoad {

    private static final int DIGITS = 10;

    private final String host;
    private final int port;
    private final byte[] template;
    private final AtomicInteger refused = new AtomicInteger();

    /**
     * @param refused answers other than AA or CA
     * @param nanos time for each, ascending
     */
    public record Result(int acknowledged, int refused, double seconds, long[] nanos) {

        public double perSecond() {
            return acknowledged / seconds;
        }

        public double millis(double quantile) {
            return nanos[(int) Math.min(nanos.length - 1, Math.round(quantile * nanos.length))] / 1e6;
        }

        @Override
        public String toString() {
            String line = "%d acknowledged, %d refused, %.0f messages/s, p50 %.2f ms, p99 %.2f ms, max %.2f ms";
            return line.formatted(
                            acknowledged,
                            refused,
                            perSecond(),
                            millis(0.5),
                            millis(0.99),
                            nanos[nanos.length - 1] / 1e6)
                    .toLowerCase(Locale.ROOT);
        }
    }

    /** @param message without frame; must hold {@code @@@@@@@@@@} wherever the number of the message shall stand */
    public AcceptLoad(String host, int port, String message) {
        this.host = host;
        this.port = port;
        this.template = MllpFraming.encode(message.getBytes(StandardCharsets.UTF_8));
    }

    /** An A08 of usual size, about 800 bytes. */
    public static String admission() {
        return "MSH|^~\\&|EHR|NORTH|SLUICE|HUB|20261122080000+0100||ADT^A08^ADT_A01|C@@@@@@@@@@|P|2.5.1|||||DEU|UNICODE UTF-8\r"
                + "EVN|A08|20261122080000+0100|||U17^Doe^Jane^^^^^^NORTH\r"
                + "PID|1||@@@@@@@@@@^^^NORTH^MR~98765^^^SSA^SS||Testperson^Ada^B^^^^L||19700101|F|||Long Street 12^^Springfield^IL"
                + "^62701^USA^H||+12175550100^PRN^PH~+12175550101^PRN^CP|||M||9001^^^NORTH^AN|||||||||||N\r"
                + "NK1|1|Testperson^Bob|SPO^Spouse^HL70063|Long Street 12^^Springfield^IL^62701^USA|+12175550102\r"
                + "PV1|1|I|W3^312^A^NORTH||||1234^Attending^Anna^^^Dr|5678^Referring^Rolf^^^Dr||MED||||1|||1234^Attending^Anna^^^Dr"
                + "|INP|V@@@@@@@@@@^^^NORTH^VN|||||||||||||||||||||||||20261121103000+0100\r"
                + "AL1|1|DA|70618^Penicillin^RXNORM|SV|Rash|20100101\r"
                + "DG1|1||I10^Essential hypertension^I10|||A\r";
    }

    /** Sends {@code messages} over each of so many connections and waits for all answers. */
    public Result run(int connections, int messages) throws InterruptedException {
        long[][] nanos = new long[connections][messages];
        CountDownLatch ready = new CountDownLatch(connections);
        CountDownLatch start = new CountDownLatch(1);
        Thread[] senders = new Thread[connections];
        int series = ThreadLocalRandom.current().nextInt(1000);
        for (int c = 0; c < connections; c++) {
            int number = c;
            senders[c] = Thread.ofPlatform().start(() -> send(series, number, nanos[number], ready, start));
        }
        ready.await();
        long began = System.nanoTime();
        start.countDown();
        for (Thread sender : senders) {
            sender.join();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        long[] all = Arrays.stream(nanos)
                .flatMapToLong(Arrays::stream)
                .filter(n -> n > 0)
                .sorted()
                .toArray();
        return new Result(all.length, refused.getAndSet(0), seconds, all);
    }

    private void send(int series, int connection, long[] nanos, CountDownLatch ready, CountDownLatch start) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port));
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            byte[] frame = template.clone();
            byte[] answer = new byte[4096];
            ready.countDown();
            start.await();
            for (int i = 0; i < nanos.length; i++) {
                number(frame, series * 10_000_000L + connection * 100_000L + i);
                long began = System.nanoTime();
                out.write(frame);
                boolean positive = positive(answer, read(in, answer));
                nanos[i] = System.nanoTime() - began;
                if (!positive) {
                    refused.incrementAndGet();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("connection " + connection + " broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Digits from the right over each run of ten marks; they stand where the template has its marks. */
    private void number(byte[] frame, long number) {
        for (int i = 0; i + DIGITS <= template.length; i++) {
            if (template[i] == '@') {
                long left = number;
                for (int digit = DIGITS - 1; digit >= 0; digit--) {
                    frame[i + digit] = (byte) ('0' + left % 10);
                    left /= 10;
                }
                i += DIGITS;
            }
        }
    }

    private static int read(InputStream in, byte[] answer) throws IOException {
        int length = 0;
        do {
            int more = in.read(answer, length, answer.length - length);
            if (more < 0) {
                throw new IOException("closed before the answer");
            }
            length += more;
        } while (answer[length - 1] != MllpFraming.CARRIAGE_RETURN || answer[length - 2] != MllpFraming.END);
        return length;
    }

    private static boolean positive(byte[] answer, int length) {
        for (int i = 1; i + 7 < length; i++) {
            if (answer[i] == 'M' && answer[i + 1] == 'S' && answer[i + 2] == 'A' && answer[i - 1] == '\r') {
                return answer[i + 5] == 'A';
            }
        }
        return false;
    }

    /** {@code AcceptLoad <host> <port> <connections> <messages each>}; warms up with a tenth of it first. */
    public static void main(String[] arguments) throws InterruptedException {
        int connections = Integer.parseInt(arguments[2]);
        int messages = Integer.parseInt(arguments[3]);
        AcceptLoad load = new AcceptLoad(arguments[0], Integer.parseInt(arguments[1]), admission());
        load.run(connections, Math.max(1, messages / 10));
        System.out.println(connections + " connections: " + load.run(connections, messages));
    }
}
