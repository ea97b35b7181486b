package io.sluice.torture;

import io.sluice.torture.Evidence.Sent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Senders that work side by side, each over a line of its own and about keys of its own. What gets no acknowledgement,
 * or a refusal, is sent again as it was until it is accepted, as the field's senders do.
 */
final class Senders implements Traffic {

    private static final Duration LAST_ANSWER = Duration.ofSeconds(15);
    private static final Duration BEFORE_REPEATING = Duration.ofMillis(20);

    private final String run;
    private final Supplier<Line> lines;
    private final List<Thread> threads = new ArrayList<>();
    private final List<List<Sent>> sent = new ArrayList<>();
    private volatile boolean enough;
    private volatile boolean closed;

    /**
     * @param run prefix of all ids and keys, so that several of these stay apart
     * @param lines opens one; must not block
     */
    Senders(String run, Supplier<Line> lines) {
        this.run = run;
        this.lines = lines;
    }

    /**
     * @param keys of each sender; it goes round them
     * @param each messages about each key, at most
     * @param pause after each message
     */
    Senders start(int senders, int keys, int each, Duration pause) {
        for (int s = 0; s < senders; s++) {
            List<Sent> log = new ArrayList<>();
            sent.add(log);
            int sender = s;
            threads.add(Thread.ofPlatform()
                    .name("sender-" + run + "-" + s)
                    .start(() -> work(sender, keys, each, pause, log)));
        }
        return this;
    }

    private void work(int sender, int keys, int each, Duration pause, List<Sent> log) {
        Line[] line = new Line[1];
        for (int number = 1; number <= each && !enough; number++) {
            for (int k = 0; k < keys && !enough; k++) {
                String key = "%sD%dP%d".formatted(run, sender, k);
                Sent one = new Sent("%s-%d".formatted(key, number), key, number, true);
                boolean acknowledged = deliver(line, one);
                synchronized (log) {
                    log.add(acknowledged ? one : one.unacknowledged());
                }
                pause(pause);
            }
        }
        drop(line);
    }

    private boolean deliver(Line[] line, Sent what) {
        while (!closed) {
            try {
                if (line[0] == null) {
                    line[0] = lines.get();
                }
                if (line[0].send(what)) {
                    return true;
                }
            } catch (IOException broken) {
                drop(line);
            }
            pause(BEFORE_REPEATING);
        }
        return false;
    }

    private static void drop(Line[] line) {
        if (line[0] != null) {
            line[0].close();
            line[0] = null;
        }
    }

    private void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            closed = true;
            enough = true;
        }
    }

    @Override
    public Senders enough() {
        enough = true;
        return this;
    }

    @Override
    public boolean join(Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        for (Thread thread : threads) {
            try {
                if (!thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
                    return false;
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return true;
    }

    @Override
    public List<Sent> sent() {
        List<Sent> all = new ArrayList<>();
        for (List<Sent> log : sent) {
            synchronized (log) {
                all.addAll(log);
            }
        }
        return all;
    }

    @Override
    public void close() {
        enough = true;
        closed = true;
        join(LAST_ANSWER);
    }
}
