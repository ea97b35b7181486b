package io.sluice.receive;

import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.ConnectedSystem;
import io.sluice.catalog.Inflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Holds every system to what it may send ({@code inbound} of its file), over all its listeners and transports together.
 * A transport asks before it takes a message; who has no turn waits, and nothing is dropped: HTTP answers 429, MLLP
 * takes its next message later, files and queues are read more slowly.
 *
 * <ol>
 *   <li>Thread-safe; {@link #ask} never blocks.
 *   <li>A turn that is given counts at once. It is under way until {@link Pass#end()}, when the message has its
 *   verdict.
 *   <li>A changed limit holds from the next question on; what is under way is not counted against it.
 *   <li>Each node counts for itself: two nodes take twice as much.
 * </ol>
 */
public final class Throttle {

    /** A longer wait would hide a limit that was raised meanwhile. */
    private static final Duration NAP = Duration.ofMillis(200);

    private static final Pass FREE = () -> {};
    private static final Turn AT_ONCE = new Now(FREE);

    /** A message that is under way. */
    @FunctionalInterface
    public interface Pass {

        /** It has its verdict. To be called once. */
        void end();
    }

    /** The answer to {@link #ask}. */
    public sealed interface Turn {}

    /** Take the message now. */
    public record Now(Pass pass) implements Turn {}

    /** Ask again after this time. */
    public record Later(Duration after) implements Turn {}

    /**
     * How a limited system stands.
     *
     * @param underWay messages that wait for their verdict
     * @param heldUp messages of it that had to wait since the start, each counted once
     */
    public record Status(String system, Inflow limit, int underWay, long heldUp) {}

    private final CatalogHolder catalog;
    private final LongSupplier nanos;
    private final ReceiveMeter meter;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final Map<String, Gate> quotas = new ConcurrentHashMap<>();

    /** @param nanos a clock that never goes back, as {@link System#nanoTime()} */
    public Throttle(CatalogHolder catalog, LongSupplier nanos, ReceiveMeter meter) {
        this.catalog = catalog;
        this.nanos = nanos;
        this.meter = meter;
    }

    /** Whether a message of the system may be taken now. */
    public Turn ask(String system) {
        return ask(system, true);
    }

    /** As {@link #ask(String)}, for a message that was told to wait before. */
    public Turn askAgain(String system) {
        return ask(system, false);
    }

    private Turn ask(String system, boolean first) {
        Inflow limit = limit(system);
        if (limit.rate() == 0 && limit.concurrency() == 0) {
            return AT_ONCE;
        }
        return ask(gate(gates, system, limit), system, first);
    }

    /**
     * As {@link #ask}, for the part of a system in one API. To be asked after it, by those that have their turn.
     *
     * @param api whose quota it is
     */
    public Turn ask(String system, String api, Inflow quota) {
        return ask(gate(quotas, api + '|' + system, quota), system, true);
    }

    private Turn ask(Gate gate, String system, boolean first) {
        Turn turn = gate.ask(nanos.getAsLong(), first);
        if (first && turn instanceof Later) {
            meter.heldUp(system);
        }
        return turn;
    }

    private static Gate gate(Map<String, Gate> gates, String of, Inflow limit) {
        return gates.compute(
                of, (name, known) -> known != null && known.limit().equals(limit) ? known : new Gate(limit));
    }

    /**
     * A message had to wait where it was: whoever takes it has asked {@link #pause} and left it there. Not counted when
     * the limit was changed meanwhile: it may have come after that.
     */
    public void waited(String system) {
        Gate gate = gates.get(system);
        if (gate != null && gate.limit().equals(limit(system))) {
            gate.waited();
            meter.heldUp(system);
        }
    }

    /** How long until a message of the system could be taken; takes no turn. */
    public Duration pause(String system) {
        Gate gate = gates.get(system);
        Inflow limit = limit(system);
        return gate == null || !gate.limit().equals(limit) ? Duration.ZERO : gate.pause(nanos.getAsLong());
    }

    /**
     * Waits for a turn.
     *
     * @param alive called while it waits, several times a second
     */
    public Pass enter(String system, Runnable alive) throws InterruptedException {
        for (boolean first = true; true; first = false) {
            switch (ask(system, first)) {
                case Now now -> {
                    return now.pass();
                }
                case Later later -> {
                    alive.run();
                    Thread.sleep(later.after().compareTo(NAP) < 0 ? later.after() : NAP);
                }
            }
        }
    }

    /** Systems with a limit that have been heard of, by name. */
    public List<Status> status() {
        return gates.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(gate -> gate.getValue().status(gate.getKey()))
                .toList();
    }

    private Inflow limit(String system) {
        ConnectedSystem known = catalog.current().systems().get(system);
        return known == null ? Inflow.UNLIMITED : known.inbound();
    }
}
