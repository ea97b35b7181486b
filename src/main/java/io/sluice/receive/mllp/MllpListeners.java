package io.sluice.receive.mllp;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.sluice.catalog.Catalog;
import io.sluice.catalog.ConnectedSystem;
import io.sluice.catalog.Identity;
import io.sluice.catalog.MllpListener;
import io.sluice.message.ProblemException;
import io.sluice.receive.Addresses;
import io.sluice.receive.Ingress;
import io.sluice.receive.Intake;
import io.sluice.receive.Opening;
import io.sluice.receive.ReceiveMeter;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * All MLLP listeners of the engine. {@link #open} brings them to what a snapshot of the catalogue says: new ones are
 * opened, those that are gone or changed are closed after their answers have left, all others are not touched. One that
 * cannot open is logged and stands in {@link #refused()}; the next {@link #open} tries again.
 */
public final class MllpListeners implements Ingress {

    private static final Logger LOG = Logger.getLogger(MllpListeners.class);
    private static final long GRACE_MILLIS = 5_000;

    private final Intake intake;
    private final MllpLimits limits;
    private final ReceiveMeter meter;
    private final InstantSource clock;
    private final ByteBudget budget;
    private final AckWriter acks;
    private final EventLoopGroup acceptors;
    private final EventLoopGroup loops;
    private final Map<String, MllpServer> servers = new LinkedHashMap<>();
    private final Map<String, ProblemException> refused = new LinkedHashMap<>();

    /** @param clock of receipt and of acknowledgements */
    public MllpListeners(Intake intake, MllpLimits limits, ReceiveMeter meter, InstantSource clock) {
        this.intake = intake;
        this.limits = limits;
        this.meter = meter;
        this.clock = clock;
        this.budget = new ByteBudget(limits.bytesInFlight());
        this.acks = new AckWriter(clock, ZoneId.systemDefault());
        this.acceptors = new NioEventLoopGroup(1, new DefaultThreadFactory("mllp-accept"));
        this.loops = new NioEventLoopGroup(limits.eventLoops(), new DefaultThreadFactory("mllp"));
    }

    @Override
    public String transport() {
        return "mllp";
    }

    @Override
    public synchronized void open(Catalog catalog) {
        Map<String, MllpListener> wanted = catalog.listeners()
                .filter(MllpListener.class::isInstance)
                .map(MllpListener.class::cast)
                .collect(Collectors.toMap(MllpListener::name, listener -> listener, (a, b) -> a, LinkedHashMap::new));
        refused.clear();
        boolean closed = false;
        for (MllpServer server : Map.copyOf(servers).values()) {
            MllpListener now = wanted.get(server.listener().name());
            if (!server.listener().equals(now) || !server.allowed().equals(allowed(catalog, now))) {
                servers.remove(server.listener().name()).close(GRACE_MILLIS);
                closed = true;
            }
        }
        for (MllpListener listener : wanted.values()) {
            if (!servers.containsKey(listener.name())) {
                open(listener, allowed(catalog, listener), closed);
            }
        }
    }

    private void open(MllpListener listener, Addresses allowed, boolean afterOthers) {
        MllpDoor door = new MllpDoor(listener, limits, intake, budget, acks, meter, clock);
        try {
            servers.put(
                    listener.name(), Opening.of(afterOthers, () -> new MllpServer(door, allowed, acceptors, loops)));
        } catch (ProblemException e) {
            refused.put(listener.name(), e);
            LOG.errorf("%s (%s) It stays closed, the others are open.", e.getMessage(), e.getCause());
        }
    }

    private static Addresses allowed(Catalog catalog, MllpListener listener) {
        ConnectedSystem system = catalog.systems().get(listener.system());
        return Addresses.of((system == null ? Identity.ANY : system.identity()).addresses());
    }

    /** The port of each open listener, also where the catalogue asked for any (0). */
    public synchronized Map<String, Integer> ports() {
        Map<String, Integer> ports = new HashMap<>();
        servers.forEach((name, server) -> ports.put(name, server.port()));
        return ports;
    }

    @Override
    public synchronized Map<String, String> listening() {
        Map<String, String> places = new TreeMap<>();
        servers.forEach((name, server) -> places.put(name, server.listener().host() + ":" + server.port()));
        return places;
    }

    @Override
    public synchronized Map<String, ProblemException> refused() {
        return Map.copyOf(refused);
    }

    /** Bytes of messages that are held now, over all connections; for a gauge. */
    public long bytesInFlight() {
        return budget.used();
    }

    /** Closes all: no new messages, the answers of those taken, then the connections. */
    @Override
    public synchronized void close() {
        servers.values().forEach(server -> server.close(GRACE_MILLIS));
        servers.clear();
        acceptors.shutdownGracefully(0, GRACE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        loops.shutdownGracefully(0, GRACE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
