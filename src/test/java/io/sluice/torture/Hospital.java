package io.sluice.torture;

import io.sluice.simulator.MllpExchange;
import io.sluice.simulator.MllpSender;
import io.sluice.torture.Evidence.Sent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Departments that send A08 messages, each over its own connection and about its own patients. A message that gets no
 * acknowledgement, or a refusal, is sent again with the same bytes until it is accepted, as the field's senders do. The
 * number of a message is its patient's family name, so that receivers can tell which one they have got.
 */
final class Hospital implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration BEFORE_REPEATING = Duration.ofMillis(20);

    private final String run;
    private final int port;
    private final List<Thread> departments = new ArrayList<>();
    private final List<List<Sent>> sent = new ArrayList<>();
    private volatile boolean enough;
    private volatile boolean closed;

    /** @param run prefix of all control ids and patients, so that several hospitals stay apart */
    Hospital(String run, int port) {
        this.run = run;
        this.port = port;
    }

    /** Lets each department send so many messages about each of its patients, as fast as they are acknowledged. */
    Hospital send(int departments, int patients, int each) {
        start(departments, patients, each, Duration.ZERO);
        return this;
    }

    /** Lets each department go on sending, with a pause after each message, until {@link #enough()}. */
    Hospital keepSending(int departments, int patients, Duration pause) {
        start(departments, patients, Integer.MAX_VALUE, pause);
        return this;
    }

    private void start(int count, int patients, int each, Duration pause) {
        for (int d = 0; d < count; d++) {
            List<Sent> log = new ArrayList<>();
            sent.add(log);
            int department = d;
            departments.add(Thread.ofPlatform()
                    .name("department-" + d)
                    .start(() -> work(department, patients, each, pause, log)));
        }
    }

    private void work(int department, int patients, int each, Duration pause, List<Sent> log) {
        try (Line line = new Line()) {
            for (int number = 1; number <= each && !enough; number++) {
                for (int p = 0; p < patients && !enough; p++) {
                    String patient = "%sD%dP%d".formatted(run, department, p);
                    String control = "%s-%d".formatted(patient, number);
                    boolean acknowledged = line.deliver(message(control, patient, number));
                    synchronized (log) {
                        log.add(new Sent(control, patient, number, acknowledged));
                    }
                    pause(pause);
                }
            }
        }
    }

    /** One connection, opened again whenever it breaks. */
    private final class Line implements AutoCloseable {

        private MllpSender sender;

        boolean deliver(byte[] message) {
            while (!closed) {
                try {
                    if (sender == null) {
                        sender = new MllpSender("127.0.0.1", port, ANSWER);
                    }
                    MllpExchange exchange = sender.send(message);
                    if (exchange.accepted()) {
                        return true;
                    }
                } catch (IOException e) {
                    close();
                }
                pause(BEFORE_REPEATING);
            }
            return false;
        }

        @Override
        public void close() {
            if (sender != null) {
                try {
                    sender.close();
                } catch (IOException ignored) {
                    // the connection is given up because it is broken
                }
                sender = null;
            }
        }
    }

    /** An update of an inpatient, whom the finance system and the laboratory want to know about. */
    static byte[] message(String control, String patient, int number) {
        return String.join(
                        "\r",
                        "MSH|^~\\&|EHR|HOSP|SLUICE|HOSP|20260101120000||ADT^A08^ADT_A01|" + control + "|P|2.5.1",
                        "EVN|A08|20260101120000",
                        "PID|1||" + patient + "^^^HOSP^MR||N" + number + "^Test||19700101|F|||1 Main St^^Town^NY^10001",
                        "PV1|1|I|W^1^1||||||||||||||||V" + patient,
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            closed = true;
            enough = true;
        }
    }

    /** No further messages; what was begun is repeated until it is acknowledged. */
    Hospital enough() {
        enough = true;
        return this;
    }

    /** Waits until everything is sent and acknowledged. False when that takes longer. */
    boolean join(Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        for (Thread department : departments) {
            try {
                if (!department.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
                    return false;
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return true;
    }

    List<Sent> sent() {
        List<Sent> all = new ArrayList<>();
        for (List<Sent> log : sent) {
            synchronized (log) {
                all.addAll(log);
            }
        }
        return all;
    }

    /** Gives up, whether acknowledged or not. */
    @Override
    public void close() {
        enough = true;
        closed = true;
        join(ANSWER.plusSeconds(5));
    }
}
