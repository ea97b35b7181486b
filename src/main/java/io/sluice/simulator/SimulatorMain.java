package io.sluice.simulator;

import java.io.IOException;
import java.util.Optional;

/** What the programs of this package have in common. They run until they are ended. */
final class SimulatorMain {

    /** Starts a simulator, whose threads keep the process alive, and says where it is. */
    interface Start {
        String address() throws IOException;
    }

    private SimulatorMain() {}

    static void run(String name, Start start) {
        try {
            System.out.println(name + " ready on " + start.address());
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(name + " cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * One line about what became of one thing that was sent; ends the program with 1 when it is not COMPLETED.
     *
     * @param how it was sent or answered
     */
    static void tell(String name, String how, Optional<MessageTrace.Outcome> outcome) {
        String state = outcome.map(MessageTrace.Outcome::state).orElse("unknown to the engine");
        int events = outcome.map(MessageTrace.Outcome::events).orElse(0);
        int deliveries = outcome.map(MessageTrace.Outcome::deliveries).orElse(0);
        String line = "%s: %s, %s, events %d, deliveries %d".formatted(name, how, state, events, deliveries);
        if (state.equals("COMPLETED")) {
            System.out.println(line);
        } else {
            System.err.println(line + "; not completed yet");
            System.exit(1);
        }
    }

    /** The number in an environment variable, or the default. */
    static int port(String variable, int otherwise) {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(variable + " is not a port number", e);
        }
    }
}
