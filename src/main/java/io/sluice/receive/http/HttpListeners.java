package io.sluice.receive.http;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.HttpListener;
import io.sluice.ledger.Answered;
import io.sluice.ledger.Trace;
import io.sluice.message.ProblemException;
import io.sluice.receive.Ingress;
import io.sluice.receive.Intake;
import io.sluice.receive.Opening;
import io.sluice.receive.ReceiveMeter;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * All HTTP listeners of the engine. {@link #open} brings them to what a snapshot of the catalogue says: new ones are
 * opened, those that are gone or changed are closed after their answers have left, all others keep their connections
 * and offer what the snapshot says.
 */
public final class HttpListeners implements Ingress {

    private static final Logger LOG = Logger.getLogger(HttpListeners.class);
    private static final long GRACE_MILLIS = 5_000;

    private final HttpDoor door;
    private final Map<String, OpenListener> open = new LinkedHashMap<>();
    private final Map<String, ProblemException> refused = new LinkedHashMap<>();

    /** For listeners of which no route answers. */
    public HttpListeners(
            Vertx vertx,
            Intake intake,
            Function<UUID, Optional<Trace>> traces,
            TokenCheck tokens,
            ReceiveMeter meter,
            InstantSource clock) {
        this(
                vertx,
                intake,
                traces,
                tokens,
                meter,
                clock,
                new CallAnswers(vertx, message -> new Answered.NotYet(), (key, value, since) -> Optional.empty()));
    }

    /**
     * @param traces finds what is known of a message; blocks for the database
     * @param clock of receipt
     */
    public HttpListeners(
            Vertx vertx,
            Intake intake,
            Function<UUID, Optional<Trace>> traces,
            TokenCheck tokens,
            ReceiveMeter meter,
            InstantSource clock,
            CallAnswers calls) {
        this.door = new HttpDoor(vertx, intake, traces, tokens, meter, clock, InFlight.standard(), calls);
    }

    @Override
    public String transport() {
        return "http";
    }

    @Override
    public synchronized void open(Catalog catalog) {
        Map<String, HttpListener> wanted = catalog.listeners()
                .filter(HttpListener.class::isInstance)
                .map(HttpListener.class::cast)
                .collect(Collectors.toMap(HttpListener::name, listener -> listener, (a, b) -> a, LinkedHashMap::new));
        refused.clear();
        boolean closed = false;
        for (OpenListener one : Map.copyOf(open).values()) {
            HttpListener now = wanted.get(one.listener().name());
            if (one.listener().equals(now)) {
                one.plan(plan(catalog, now));
            } else {
                open.remove(one.listener().name()).close(GRACE_MILLIS);
                closed = true;
            }
        }
        for (HttpListener listener : wanted.values()) {
            if (!open.containsKey(listener.name())) {
                open(catalog, listener, closed);
            }
        }
    }

    private void open(Catalog catalog, HttpListener listener, boolean afterOthers) {
        try {
            HttpDoor.Plan plan = plan(catalog, listener);
            open.put(listener.name(), Opening.of(afterOthers, () -> new OpenListener(door, plan)));
        } catch (ProblemException e) {
            refused.put(listener.name(), e);
            LOG.errorf("%s (%s) It stays closed, the others are open.", e.getMessage(), e.getCause());
        }
    }

    private HttpDoor.Plan plan(Catalog catalog, HttpListener listener) {
        return new HttpDoor.Plan(
                listener, new Resources(catalog, listener.name()), new Callers(listener, catalog, door.tokens()));
    }

    /** The port of each open listener, also where the catalogue asked for any (0). */
    public synchronized Map<String, Integer> ports() {
        Map<String, Integer> ports = new HashMap<>();
        open.forEach((name, one) -> ports.put(name, one.port()));
        return ports;
    }

    @Override
    public synchronized Map<String, String> listening() {
        Map<String, String> places = new TreeMap<>();
        open.forEach((name, one) -> places.put(name, one.listener().host() + ":" + one.port()));
        return places;
    }

    @Override
    public synchronized Map<String, ProblemException> refused() {
        return Map.copyOf(refused);
    }

    /** Bytes of bodies that are held now, over all requests; for a gauge. */
    public long bytesInFlight() {
        return door.inFlight().used();
    }

    @Override
    public synchronized void close() {
        open.values().forEach(one -> one.close(GRACE_MILLIS));
        open.clear();
    }
}
