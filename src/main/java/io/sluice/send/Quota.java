package io.sluice.send;

import io.sluice.catalog.Hours;
import io.sluice.catalog.Limits;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The limits of an endpoint, or of a system for all its endpoints together: places for what is under way, starts per
 * second, opening hours. A place is reserved before work is claimed and given back when there was none, or when its
 * attempt has ended. Thread-safe.
 */
final class Quota {

    private final Limits declared;
    private final int concurrency;
    private final Optional<Hours> hours;
    private final RateWindow rate;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private int taken;
    private long heldUp;

    /** @param concurrency places when the limits name none */
    Quota(Limits limits, int concurrency) {
        this.declared = limits;
        this.concurrency = limits.concurrency() > 0 ? limits.concurrency() : concurrency;
        this.hours = limits.hours();
        this.rate = limits.rate() > 0 ? new RateWindow(limits.rate()) : null;
    }

    /**
     * @param count places that are reserved now
     * @param again when there may be more; {@link Instant#MAX}: not by time alone
     */
    record Opening(int count, Instant again) {

        static final Opening SHUT = new Opening(0, Instant.MAX);
    }

    int concurrency() {
        return concurrency;
    }

    /** Places that nobody has taken, at this moment. */
    synchronized int free() {
        return concurrency - taken;
    }

    /** @param whenFree called once when a place becomes free, if there are too few now; must not block */
    synchronized Opening reserve(int wanted, Instant now, Runnable whenFree) {
        if (concurrency - taken < wanted) {
            waiting.add(whenFree);
        }
        return reserve(wanted, now);
    }

    /**
     * Whether nothing may start now because of a rate or a number of places that is declared. Hours are no matter of
     * it.
     */
    synchronized boolean holds(Instant now) {
        return declared.concurrency() > 0 && taken >= concurrency || rate != null && rate.available(now) == 0;
    }

    /** Work that was there had to wait for the limits. */
    synchronized void heldUp() {
        heldUp++;
    }

    /** What is declared, and how often work has waited for it. */
    synchronized EndpointStatus.Limit limit() {
        return new EndpointStatus.Limit(declared.rate(), declared.concurrency(), heldUp);
    }

    /** The given time if the hours allow it, else when they open next. */
    Instant opens(Instant at) {
        return hours.map(h -> h.nextOpening(at)).orElse(at);
    }

    synchronized Opening reserve(int wanted, Instant now) {
        Instant opens = opens(now);
        if (opens.isAfter(now)) {
            return new Opening(0, opens);
        }
        int places = Math.min(wanted, concurrency - taken);
        int starts = rate == null ? places : Math.min(places, rate.available(now));
        if (rate != null) {
            rate.reserve(starts);
        }
        taken += starts;
        return new Opening(starts, starts < places ? rate.nextStart(now) : Instant.MAX);
    }

    /** Of the reserved places only some are used: those attempts start now, the other places are free again. */
    void start(int reserved, int used, Instant now) {
        synchronized (this) {
            taken -= reserved - used;
            if (rate != null) {
                rate.start(reserved, used, now);
            }
        }
        if (used < reserved) {
            tellWaiting();
        }
    }

    /** An attempt has ended. */
    void end() {
        synchronized (this) {
            taken--;
        }
        tellWaiting();
    }

    private void tellWaiting() {
        List<Runnable> told;
        synchronized (this) {
            told = List.copyOf(waiting);
            waiting.clear();
        }
        told.forEach(Runnable::run);
    }
}
