package io.sluice.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Accepts requests over HTTP on a port of its own; which resources there are, its integrations say.
 *
 * @param host address to bind, {@code 127.0.0.1} unless told otherwise
 * @param bodyLimit bytes, 1 MiB unless told otherwise
 * @param requestDeadline a request must be whole within this time from the end of its head
 * @param idleTimeout the head of a request must be whole within this time from the connection or the answer before
 * @param headers names of those that enter a route, beside what the engine reads itself
 * @param authenticate how a caller may prove who it is; any one of them is enough
 * @param callers systems that may call, the listener's own first
 */
public record HttpListener(
        String name,
        String system,
        String host,
        int port,
        Optional<Tls> tls,
        int bodyLimit,
        Duration requestDeadline,
        Duration idleTimeout,
        int maxConnections,
        List<String> headers,
        List<Proof> authenticate,
        List<String> callers)
        implements Listener {

    public HttpListener {
        headers = List.copyOf(headers);
        authenticate = List.copyOf(authenticate);
        callers = List.copyOf(callers);
    }

    /** As one of its callers sees it: what comes is that system's. */
    public HttpListener calledBy(String caller) {
        return new HttpListener(
                name,
                caller,
                host,
                port,
                tls,
                bodyLimit,
                requestDeadline,
                idleTimeout,
                maxConnections,
                headers,
                authenticate,
                callers);
    }

    @Override
    public String transport() {
        return "http";
    }

    /** How a caller proves who it is. */
    public enum Proof implements Word {
        /** A bearer token that the engine has issued to the system. */
        TOKEN,
        /** {@code X-Api-Key} with one of the system's keys. */
        KEY,
        /** A client certificate with one of the system's subjects; needs a trust store. */
        CERTIFICATE,
        /** One of the system's addresses, and nothing else. For networks that nobody else reaches. */
        ADDRESS
    }
}
