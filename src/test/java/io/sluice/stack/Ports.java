package io.sluice.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports on loopback. */
public final class Ports {

    private Ports() {}

    /**
     * The port to use for a component.
     *
     * @param wanted 1 to 65535, or 0 for any free one
     * @param component what wants it, for the message
     * @param variable the environment variable that chooses another
     * @throws StackException when something else listens there
     */
    static int claim(int wanted, String component, String variable) {
        // The probe is closed at once: the component itself binds a moment later and reports a lost race on its own.
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return probe.getLocalPort();
        } catch (IOException taken) {
            throw new StackException(
                    "Port %d for %s is taken. End the process that holds it, or choose another with %s=<port> (0 takes any free one)."
                            .formatted(wanted, component, variable),
                    taken);
        }
    }

    /** Any free port, for what has no configured one. */
    public static int free() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number in an environment variable, or the default. */
    static int fromEnvironment(String variable, int otherwise) {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(value.trim());
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // reported below, together with numbers out of range
        }
        throw new StackException("%s=%s is not a port. Use a number from 0 to 65535.".formatted(variable, value));
    }
}
