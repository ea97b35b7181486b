package io.sluice.send;

import io.sluice.catalog.Breaker;
import io.smallrye.faulttolerance.core.Completer;
import io.smallrye.faulttolerance.core.FaultToleranceContext;
import io.smallrye.faulttolerance.core.Future;
import io.smallrye.faulttolerance.core.circuit.breaker.CircuitBreaker;
import io.smallrye.faulttolerance.core.util.ExceptionDecision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The breaker of one endpoint: SmallRye's circuit breaker, asked before work is claimed.
 *
 * <pre>
 *            n faults in a row            openFor over, probe starts
 *   CLOSED ──────────────────► OPEN ──────────────────────────► HALF_OPEN
 *     ▲                         ▲ │ openFor not over: nothing starts  │ │
 *     │                         └─┼──────────── probe failed ─────────┘ │
 *     └───────────────────────────┴──────────── probe succeeded ────────┘
 * </pre>
 *
 * An operator's {@link BreakerMode} goes before all of it. Thread-safe.
 */
final class EndpointBreaker {

    /** Tells the circuit breaker of a fault; it never leaves this class. */
    private static final Exception FAULT = new Exception("endpoint fault", null, false, false) {};

    private final Breaker settings;
    private final InstantSource clock;
    private final Consumer<BreakerState> onChange;
    private final CircuitBreaker<Void> circuit;
    private BreakerMode mode = BreakerMode.AUTOMATIC;
    private BreakerState known = BreakerState.CLOSED;
    private Instant probeAt = Instant.MIN;
    private Instant firstFault;

    /** @param onChange told of every change of state, in order, in the thread that caused it; must not block */
    EndpointBreaker(String endpoint, Breaker settings, InstantSource clock, Consumer<BreakerState> onChange) {
        this.settings = settings;
        this.clock = clock;
        this.onChange = onChange;
        this.circuit = new CircuitBreaker<>(
                FaultToleranceContext::call,
                endpoint,
                ExceptionDecision.ALWAYS_FAILURE,
                settings.openFor().toMillis(),
                settings.failures(),
                1.0,
                1,
                () -> {
                    Instant start = clock.instant();
                    return () -> Duration.between(start, clock.instant()).toMillis();
                },
                new NoTimer());
    }

    synchronized BreakerState state() {
        return switch (mode) {
            case AUTOMATIC -> known;
            case OPEN -> BreakerState.OPEN;
            case CLOSED -> BreakerState.CLOSED;
        };
    }

    synchronized BreakerMode mode() {
        return mode;
    }

    synchronized void mode(BreakerMode chosen) {
        mode = chosen;
    }

    /** How many of those wanted may start: all, one as a probe, or none. */
    synchronized int admits(int wanted) {
        return switch (state()) {
            case CLOSED -> wanted;
            case OPEN -> mode == BreakerMode.AUTOMATIC && !clock.instant().isBefore(probeAt) ? Math.min(1, wanted) : 0;
            case HALF_OPEN -> 0;
        };
    }

    /** When a probe may start; {@link Instant#MAX} when that is not a matter of time. */
    synchronized Instant probeAt() {
        return mode == BreakerMode.AUTOMATIC && known == BreakerState.OPEN ? probeAt : Instant.MAX;
    }

    /** Begins an attempt; empty when none may start. Every pass must be settled. */
    synchronized Optional<Pass> enter() {
        return switch (mode) {
            case OPEN -> Optional.empty();
            case CLOSED -> Optional.of(fault -> {});
            case AUTOMATIC -> known == BreakerState.CLOSED ? Optional.of(this::count) : probe();
        };
    }

    /**
     * An attempt counts when it ends; those that end while it is not closed began before it opened and change nothing.
     */
    private synchronized void count(boolean fault) {
        if (known != BreakerState.CLOSED) {
            return;
        }
        if (fault) {
            forgetOldFaults();
        } else {
            firstFault = null;
        }
        circuit.apply(new FaultToleranceContext<>(() -> fault ? Future.ofError(FAULT) : Future.of(null), true));
        noteChange();
    }

    /** Faults count together only when they lie within the window; SmallRye counts calls, not time. */
    private void forgetOldFaults() {
        Instant now = clock.instant();
        if (firstFault == null) {
            firstFault = now;
        } else if (firstFault.plus(settings.window()).isBefore(now)) {
            firstFault = now;
            circuit.reset();
        }
    }

    private Optional<Pass> probe() {
        Completer<Void> outcome = Completer.create();
        Future<Void> prevented = circuit.apply(new FaultToleranceContext<>(outcome::future, true));
        noteChange();
        return prevented.isComplete() ? Optional.empty() : Optional.of(fault -> endProbe(outcome, fault));
    }

    private synchronized void endProbe(Completer<Void> outcome, boolean fault) {
        firstFault = null;
        if (fault) {
            outcome.completeWithError(FAULT);
        } else {
            outcome.complete(null);
        }
        noteChange();
    }

    private void noteChange() {
        BreakerState now = switch (circuit.currentState()) {
            case CircuitBreaker.STATE_CLOSED -> BreakerState.CLOSED;
            case CircuitBreaker.STATE_OPEN -> BreakerState.OPEN;
            case CircuitBreaker.STATE_HALF_OPEN -> BreakerState.HALF_OPEN;
            default -> throw new AssertionError("SmallRye's circuit breaker has three states");
        };
        if (now == known) {
            return;
        }
        known = now;
        if (now == BreakerState.OPEN) {
            probeAt = clock.instant().plus(settings.openFor());
        }
        onChange.accept(now);
    }

    /** An attempt that the breaker has let through. */
    @FunctionalInterface
    interface Pass {

        /** @param endpointFault whether the outcome speaks against the endpoint */
        void settle(boolean endpointFault);
    }
}
