package io.sluice.engine.verb;

import io.sluice.catalog.CallStep;
import io.sluice.catalog.Control;
import io.sluice.catalog.FailMode;
import io.sluice.engine.EngineProblem;
import io.sluice.engine.run.RunScope;
import io.sluice.format.json.Json;
import io.sluice.ledger.RunResult.NewDelivery;
import io.sluice.message.ProblemException;
import io.sluice.send.CallFailed;
import io.sluice.send.Caller;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/**
 * {@code send:<system>/<endpoint>?mode=call}: the reply becomes the body, JSON as a tree and anything else as text,
 * which Camel's {@code variableReceive} puts into a variable. {@code ${variable.replyStatus}} is its HTTP status.
 *
 * <p>A system that gives no reply is away, and the tier says what happens: the run fails, is held, goes on with the
 * reply of a fallback, or without one, which is the status {@link #NONE}. The call is committed as failed before, so
 * that a run which starts again comes to the same. A refusal is an answer, and a call in doubt waits for a person, in
 * every tier.
 */
final class CallVerb {

    /** Variable with the HTTP status of the last reply. */
    static final String REPLY_STATUS = "replyStatus";

    /** There is no reply, and the tier says to go on. */
    static final int NONE = 0;

    private final Caller caller;

    CallVerb(Caller caller) {
        this.caller = caller;
    }

    /** The path after the endpoint's URL; empty when there is none. */
    static Optional<String> path(CallStep step, Exchange exchange, String target) {
        return step.path()
                .map(template -> template.fill(name -> exchange.getMessage().getHeader(name, String.class))
                        .orElseThrow(() -> new ProblemException(EngineProblem.NO_PATH, target)));
    }

    /**
     * @param fallback what is asked instead when the system is away and the tier says so; empty when none is declared
     */
    void apply(
            RunScope scope,
            NewDelivery request,
            Optional<Supplier<NewDelivery>> fallback,
            CallStep step,
            Exchange exchange) {
        scope.called();
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("call", request.id().toString());
        try {
            reply(ask(scope, request, step), exchange, detail);
        } catch (CallFailed failed) {
            if (!failed.away()) {
                throw failed;
            }
            detail.put("unanswered", failed.problem().code());
            whileAway(scope, failed, fallback, step, exchange, detail);
        }
        scope.note(detail);
    }

    private void whileAway(
            RunScope scope,
            CallFailed failed,
            Optional<Supplier<NewDelivery>> fallback,
            CallStep step,
            Exchange exchange,
            Map<String, String> detail) {
        FailMode mode = scope.integration().config().tier().failModes().of(Control.TARGET);
        switch (mode) {
            case CLOSED -> throw failed;
            case HOLD -> {
                if (scope.onlyRead()) {
                    throw failed;
                }
                throw new ProblemException(
                        EngineProblem.TARGET_HELD, failed.problem().code());
            }
            case OPEN_WITH_FLAG -> {
                scope.flag(mode.flag(Control.TARGET));
                reply(new Caller.Reply(NONE, new byte[0]), exchange, detail);
            }
            case DEGRADE -> {
                NewDelivery instead = fallback.orElseThrow(() -> failed).get();
                detail.put("fallback", instead.endpoint());
                detail.put("call", instead.id().toString());
                reply(ask(scope, instead, step), exchange, detail);
                scope.flag(mode.flag(Control.TARGET));
            }
        }
    }

    private Caller.Reply ask(RunScope scope, NewDelivery request, CallStep step) {
        try {
            return caller.call(scope.run(), request, new Caller.Conditions(step.within(), step.answers()));
        } catch (InterruptedException e) {
            scope.abandon();
            Thread.currentThread().interrupt();
            throw new ProblemException(EngineProblem.ROUTE_FAILED, request.endpoint(), e);
        }
    }

    private static void reply(Caller.Reply reply, Exchange exchange, Map<String, String> detail) {
        exchange.setVariable(REPLY_STATUS, reply.status());
        exchange.getMessage().setBody(body(reply.body()));
        detail.put("status", Integer.toString(reply.status()));
    }

    /** Read from the bytes alone, so that a reply that is used again is read in the same way. */
    private static Object body(byte[] bytes) {
        if (bytes.length == 0) {
            return null;
        }
        if (bytes[0] == '{' || bytes[0] == '[') {
            try {
                return Json.read(bytes);
            } catch (ProblemException notJson) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
