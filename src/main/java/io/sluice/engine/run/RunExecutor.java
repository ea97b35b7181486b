package io.sluice.engine.run;

import io.sluice.catalog.Integration;
import io.sluice.engine.EngineProblem;
import io.sluice.engine.route.Entrances;
import io.sluice.engine.route.IntegrationRoutes;
import io.sluice.engine.route.LiveIntegration;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RunResult;
import io.sluice.ledger.RunResult.End;
import io.sluice.message.Hop;
import io.sluice.message.ProblemCode;
import io.sluice.message.ProblemException;
import io.sluice.send.CallFailed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.jboss.logging.Logger;

/**
 * Carries a run through its route and says what shall happen; touches neither the ledger nor the network, so that the
 * same code serves the engine and the integration tests of analysts. Calls go through the {@link io.sluice.send.Caller}
 * of the verbs. Every way to fail is a {@link End.Dead}; {@link Abandoned} is thrown when there must be no end.
 */
public final class RunExecutor {

    /** Variable in which a route may say why it does nothing with a message; becomes the reason of FILTERED. */
    public static final String REASON = "reason";

    private static final Logger LOG = Logger.getLogger(RunExecutor.class);
    private static final int CRASHES = 3;

    private final IntegrationRoutes routes;

    public RunExecutor(IntegrationRoutes routes) {
        this.routes = routes;
    }

    /** The engine ends, or the lease of the run is lost, while it waits for a reply. */
    public static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("the run starts again", null, false, false);
        }
    }

    /** Whether the run may wait for replies: it needs a thread that may. */
    public boolean waits(ReadyRun run) {
        return routes.live(run.integration())
                .filter(live -> live.config().calls())
                .isPresent();
    }

    /** @throws Abandoned when it has lost its lease, or the engine ends, while it waited for a reply */
    public RunResult execute(ReadyRun run) {
        Optional<LiveIntegration> live = routes.live(run.integration());
        if (live.isEmpty()) {
            return dead(run, EngineProblem.NO_ROUTE, "receive", "", "", true);
        }
        Integration config = live.get().config();
        if (run.crashes() >= CRASHES) {
            return dead(
                    run,
                    EngineProblem.CRASHED,
                    "run",
                    "",
                    config.owner().team(),
                    config.tier().orderStrict());
        }
        RunScope scope;
        try {
            scope = new RunScope(run, live.get(), Subject.of(run, live.get()));
        } catch (ProblemException e) {
            return dead(
                    run,
                    e.problem(),
                    "receive",
                    e.where(),
                    config.owner().team(),
                    config.tier().orderStrict());
        }
        return carry(scope, config);
    }

    private RunResult carry(RunScope scope, Integration config) {
        ReadyRun run = scope.run();
        Optional<DefaultConsumer> entrance = run.eventId() == null
                ? routes.entrances().forMessages(config.name())
                : routes.entrances().find(config.name(), run.entity());
        if (entrance.isEmpty()) {
            return dead(
                    run,
                    EngineProblem.NO_ROUTE,
                    "receive",
                    "",
                    config.owner().team(),
                    config.tier().orderStrict());
        }
        Exchange exchange = entrance.get().createExchange(false);
        try {
            fill(exchange, scope);
            Entrances.route(entrance.get()).process(exchange);
        } catch (Exception | StackOverflowError e) {
            exchange.setException(e);
        }
        return resultOf(scope, exchange, config);
    }

    private static RunResult resultOf(RunScope scope, Exchange exchange, Integration config) {
        if (scope.abandoned()) {
            throw new Abandoned();
        }
        String owner = config.owner().team();
        boolean strict = config.tier().orderStrict();
        if (scope.hasFailed()) {
            return failed(scope, scope.failure(), config);
        }
        if (exchange.getException() != null) {
            // The class of the exception is told in the log; its message may quote the body and is not.
            LOG.errorf(
                    "run %s of %s failed in its route by %s; it is dead and waits for replay or discard",
                    scope.run().id(),
                    config.name(),
                    exchange.getException().getClass().getName());
            return scope.result(new End.Dead(
                    EngineProblem.ROUTE_FAILED.code(),
                    "route",
                    exchange.getException().getClass().getSimpleName(),
                    EngineProblem.ROUTE_FAILED.category().name(),
                    owner,
                    strict));
        }
        return answered(scope, exchange, config);
    }

    /**
     * A run whose sender waits for the answer has an effect whatever the route does, unless it says that it has none.
     */
    private static RunResult answered(RunScope scope, Exchange exchange, Integration config) {
        String reason = exchange.getVariable(REASON, String.class);
        Optional<Outcome> outcome;
        try {
            outcome = Outcome.of(scope, exchange, config);
        } catch (ProblemException e) {
            scope.failed(e);
            return failed(scope, e, config);
        }
        End end = scope.hasEffects() || outcome.isPresent() && reason == null
                ? new End.Routed()
                : new End.Filtered(reason == null ? "the route has no step for it" : reason);
        return outcome.map(given -> scope.result(end, given.answer(), given.keys()))
                .orElseGet(() -> scope.result(end));
    }

    /**
     * What was only asked for needs nobody's attention when it fails: the caller has been told, nothing is to be
     * repaired, and whoever still wants to know asks again. It ends filtered, with the code as its reason.
     */
    private static RunResult failed(RunScope scope, ProblemException failure, Integration config) {
        String code = failure.problem().code();
        if (Outcome.onlyRead(scope, config)) {
            return scope.result(new End.Filtered(code));
        }
        return scope.result(stopped(
                failure,
                scope.failedHop(),
                scope.integration().owner(failure.problem().category(), scope.failedHop()),
                config.tier().orderStrict()));
    }

    private static End stopped(ProblemException failure, String hop, String owner, boolean strict) {
        ProblemCode problem = failure.problem();
        String category = problem.category().name();
        if (failure instanceof CallFailed call && call.inDoubt()) {
            return new End.InDoubt(problem.code(), hop, failure.where(), category, owner, strict);
        }
        return problem.holds()
                ? new End.Held(problem.code(), hop, failure.where(), category, owner, strict)
                : new End.Dead(problem.code(), hop, failure.where(), category, owner, strict);
    }

    private static void fill(Exchange exchange, RunScope scope) {
        scope.attachTo(exchange);
        exchange.getIn().setBody(scope.subject().body());
        scope.subject().headers().forEach(exchange.getIn()::setHeader);
        scope.subject().fields().forEach(exchange.getIn()::setHeader);
    }

    private static RunResult dead(
            ReadyRun run, ProblemCode problem, String hop, String rule, String owner, boolean strict) {
        End end = new End.Dead(problem.code(), hop, rule, problem.category().name(), owner, strict);
        Hop failed = new Hop(hop, 0, "failed", problem.code(), rule.isEmpty() ? Map.of() : Map.of("where", rule));
        return new RunResult(run, end, List.of(), List.of(), List.of(failed), Map.of());
    }
}
