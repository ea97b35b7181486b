package io.sluice.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code make run} shows: sample messages go into a running engine, one after the other and each with a control id
 * of its own, and one line tells what became of each.
 */
public final class SampleTour {

    private static final int MESSAGES = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String LINE = "%-12s %-4s %6s %10s  %-10s %6s  %s%n";

    private final MllpSender sender;
    private final MessageTrace trace;
    private final TreeMap<String, Integer> states = new TreeMap<>();

    private SampleTour(MllpSender sender, MessageTrace trace) {
        this.sender = sender;
        this.trace = trace;
    }

    /**
     * {@code SampleTour <folder of samples> <token file>}; ports {@code SLUICE_MLLP_PORT}, {@code SLUICE_HTTP_PORT}.
     */
    public static void main(String[] arguments) throws InterruptedException {
        int mllp = SimulatorMain.port("SLUICE_MLLP_PORT", 2575);
        String http = "http://127.0.0.1:" + SimulatorMain.port("SLUICE_HTTP_PORT", 8080);
        System.out.printf("%nSending %d sample messages to mllp://127.0.0.1:%d%n%n", MESSAGES, mllp);
        try (MllpSender sender = new MllpSender("127.0.0.1", mllp, Duration.ofSeconds(30))) {
            String token = Files.readString(Path.of(arguments[1])).trim();
            SampleTour tour = new SampleTour(sender, new MessageTrace(http, token));
            System.out.printf(LINE, "type", "ACK", "events", "deliveries", "state", "ms", "sample");
            for (Samples.Sample sample : new Samples(Path.of(arguments[0])).choose(MESSAGES)) {
                tour.show(sample);
            }
            System.out.println("\n" + tour.states);
        } catch (IOException e) {
            System.err.println("The tour ended early: " + e.getMessage());
            System.exit(1);
        }
    }

    private void show(Samples.Sample sample) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        MllpExchange exchange = sender.send(ControlIds.replace(sample.message(), ControlIds.fresh()));
        Optional<MessageTrace.Outcome> outcome = trace.follow(exchange.controlId(), PATIENCE);
        String state = outcome.map(MessageTrace.Outcome::state).orElse("unknown");
        states.merge(state, 1, Integer::sum);
        System.out.printf(
                LINE,
                exchange.type(),
                exchange.ack().isEmpty() ? "none" : exchange.ack(),
                outcome.map(MessageTrace.Outcome::events).orElse(0),
                outcome.map(MessageTrace.Outcome::deliveries).orElse(0),
                state,
                (System.nanoTime() - begin) / 1_000_000,
                sample.name());
    }
}
