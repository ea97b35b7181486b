package io.sluice.simulator;

import java.io.IOException;

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
