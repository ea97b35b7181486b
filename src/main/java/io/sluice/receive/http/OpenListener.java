package io.sluice.receive.http;

import io.sluice.catalog.HttpListener;
import io.sluice.message.ProblemException;
import io.sluice.receive.ReceiveProblem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * One listener of the catalogue, open. What it offers and to whom may change while it is open; its own settings may
 * not.
 */
final class OpenListener {

    private static final Logger LOG = Logger.getLogger(OpenListener.class);
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int BACKLOG = 1024;
    private static final int LOOPS = 2;

    private final HttpDoor door;
    private final HttpListener listener;
    private final List<HttpServer> servers = new ArrayList<>();
    private final Map<HttpConnection, HeadDeadline> connections = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final int port;
    private volatile HttpDoor.Plan plan;
    private volatile boolean closing;

    /**
     * Binds at once.
     *
     * @throws ProblemException {@link ReceiveProblem#LISTENER_NOT_OPEN} or {@link ReceiveProblem#TLS_UNUSABLE}
     */
    OpenListener(HttpDoor door, HttpDoor.Plan plan) {
        this.door = door;
        this.listener = plan.listener();
        this.plan = plan;
        HttpServerOptions options = options(listener, door.vertx());
        this.port = listen(options, listener.port());
        // The others share the port with the first: connections go to them in turn.
        for (int i = 1; i < LOOPS; i++) {
            listen(options, port);
        }
        LOG.infof(
                "listener %s is open at %s:%d%s",
                listener.name(), listener.host(), port, listener.tls().isPresent() ? " with TLS" : "");
    }

    private static HttpServerOptions options(HttpListener listener, Vertx vertx) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(listener.host())
                .setMaxHeaderSize(LONGEST_HEAD)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setDecompressionSupported(false)
                .setAcceptBacklog(BACKLOG)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
        listener.tls().ifPresent(tls -> ServerTls.apply(listener.name(), tls, options, vertx));
        return options;
    }

    private int listen(HttpServerOptions options, int wanted) {
        HttpServer server = door.vertx()
                .createHttpServer(options)
                .connectionHandler(this::connected)
                .requestHandler(this::request)
                .exceptionHandler(broken -> door.meter()
                        .refused(
                                listener.name(),
                                listener.tls().isPresent()
                                        ? ReceiveProblem.TLS_FAILED
                                        : ReceiveProblem.REQUEST_INVALID));
        try {
            server.listen(wanted, listener.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            servers.forEach(HttpServer::close);
            String where = listener.name() + ", " + listener.host() + ":" + wanted;
            throw new ProblemException(ReceiveProblem.LISTENER_NOT_OPEN, where, e.getCause());
        }
        servers.add(server);
        return server.actualPort();
    }

    /** Connections come and go on many event loops: what the meter is told last must be what is. */
    private void counted() {
        synchronized (connections) {
            door.meter().connections(listener.name(), connections.size());
        }
    }

    private void connected(HttpConnection connection) {
        String name = listener.name();
        HeadDeadline deadline = new HeadDeadline(
                door.vertx(),
                connection,
                listener.idleTimeout(),
                () -> door.meter().refused(name, ReceiveProblem.REQUEST_TOO_SLOW));
        connections.put(connection, deadline);
        counted();
        connection.closeHandler(gone -> {
            deadline.disarm();
            connections.remove(connection);
            counted();
        });
        // A connection that ends within a request is told to the request.
        connection.exceptionHandler(reset -> LOG.debugf("a connection of listener %s was reset", name));
        if (closing) {
            connection.close();
        } else if (connections.size() > listener.maxConnections()) {
            refuse(connection, ReceiveProblem.TOO_MANY_CONNECTIONS);
        } else if (!plan.callers().anyFrom(Peers.address(connection))) {
            refuse(connection, ReceiveProblem.ADDRESS_NOT_ALLOWED);
        }
    }

    private void refuse(HttpConnection connection, ReceiveProblem rule) {
        door.meter().refused(listener.name(), rule);
        LOG.infof(
                "%s: a connection to listener %s from %s",
                rule.code(), listener.name(), connection.remoteAddress().hostAddress());
        connection.close();
    }

    private void request(HttpServerRequest request) {
        HeadDeadline deadline = connections.get(request.connection());
        if (deadline == null || closing) {
            request.connection().close();
            return;
        }
        deadline.headIsWhole();
        underWay.incrementAndGet();
        new Reception(door, plan, request, Vertx.currentContext()).receive(() -> {
            underWay.decrementAndGet();
            if (connections.containsKey(request.connection())) {
                deadline.answered();
            }
        });
    }

    HttpListener listener() {
        return listener;
    }

    int port() {
        return port;
    }

    void plan(HttpDoor.Plan next) {
        plan = next;
    }

    /** Takes no more; what was taken is answered if that happens within the time. */
    void close(long graceMillis) {
        closing = true;
        long end = System.nanoTime() + graceMillis * 1_000_000;
        try {
            while (underWay.get() > 0 && System.nanoTime() < end) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        servers.forEach(server ->
                server.close().toCompletionStage().toCompletableFuture().join());
        LOG.infof("listener %s is closed", listener.name());
    }
}
