package io.sluice.send;

import io.sluice.send.Quota.Opening;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * How many deliveries of one endpoint may start now: what pause, a time that the receiver asked for, the breaker, and
 * the limits of the endpoint and of its system allow together. It is asked before work is claimed, so that what may not
 * start stays in the ledger untouched. Not thread-safe, apart from the breaker and the quotas.
 */
final class Gate {

    /** Hours that do not meet within so many openings never do, such as those of the night and those of the day. */
    private static final int MOST_OPENINGS = 100;

    private final EndpointBreaker breaker;
    private final Quota own;
    private final Quota system;
    private final BooleanSupplier paused;
    private final Runnable whenFree;
    private Instant quietUntil = Instant.MIN;

    /** @param whenFree called when a place of the system that was wanted becomes free; must not block */
    Gate(EndpointBreaker breaker, Quota own, Quota system, BooleanSupplier paused, Runnable whenFree) {
        this.breaker = breaker;
        this.own = own;
        this.system = system;
        this.paused = paused;
        this.whenFree = whenFree;
    }

    /** Places of the endpoint itself that are free at this moment. */
    int free() {
        return own.free();
    }

    /**
     * When the hours of the endpoint and those of its system are open together next; the given time if they are now.
     */
    Instant opens(Instant at) {
        Instant time = at;
        for (int i = 0; i < MOST_OPENINGS; i++) {
            Instant next = system.opens(own.opens(time));
            if (next.equals(time)) {
                return time;
            }
            time = next;
        }
        return Instant.MAX;
    }

    /** Reserves as many places as there are; {@link #start} must follow. */
    Opening reserve(Instant now) {
        if (paused.getAsBoolean()) {
            return Opening.SHUT;
        }
        if (quietUntil.isAfter(now)) {
            return new Opening(0, quietUntil);
        }
        int admitted = breaker.admits(own.concurrency());
        if (admitted == 0) {
            return new Opening(0, breaker.probeAt());
        }
        Opening places = own.reserve(admitted, now);
        if (places.count() == 0) {
            return places;
        }
        Opening shared = system.reserve(places.count(), now, whenFree);
        own.start(places.count() - shared.count(), 0, now);
        return shared.count() < places.count() ? shared : places;
    }

    /** Whether a declared rate or number of places, of the endpoint or of its system, is why nothing may start now. */
    boolean limits(Instant now) {
        boolean other = paused.getAsBoolean()
                || quietUntil.isAfter(now)
                || breaker.admits(1) == 0
                || opens(now).isAfter(now);
        return !other && (own.holds(now) || system.holds(now));
    }

    /** Work that was there had to wait for that. */
    void heldUp() {
        own.heldUp();
    }

    EndpointStatus.Limit limit() {
        return own.limit();
    }

    /** Of the reserved places only some are used. */
    void start(int reserved, int used, Instant now) {
        own.start(reserved, used, now);
        system.start(reserved, used, now);
    }

    /** An attempt has ended. */
    void end() {
        own.end();
        system.end();
    }

    /** The receiver asked for silence. */
    void quietUntil(Instant time) {
        if (time.isAfter(quietUntil)) {
            quietUntil = time;
        }
    }
}
