package io.sluice.engine.verb;

import io.sluice.catalog.CallStep;
import io.sluice.engine.EngineProblem;
import io.sluice.engine.run.RunScope;
import io.sluice.format.json.Json;
import io.sluice.ledger.RunResult.NewDelivery;
import io.sluice.message.ProblemException;
import io.sluice.send.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * {@code send:<system>/<endpoint>?mode=call}: the reply becomes the body, JSON as a tree and anything else as text, which
 * Camel's {@code variableReceive} puts into a variable. {@code ${variable.replyStatus}} is its HTTP status.
 */
final class CallVerb {

    /** Variable with the HTTP status of the last reply. */
    static final String REPLY_STATUS = "replyStatus";

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

    void apply(RunScope scope, NewDelivery request, CallStep step, Exchange exchange) {
        scope.called();
        Caller.Reply reply;
        try {
            reply = caller.call(scope.run(), request, new Caller.Conditions(step.within(), step.answers()));
        } catch (InterruptedException e) {
            scope.abandon();
            Thread.currentThread().interrupt();
            throw new ProblemException(EngineProblem.ROUTE_FAILED, request.endpoint(), e);
        }
        exchange.setVariable(REPLY_STATUS, reply.status());
        exchange.getMessage().setBody(body(reply.body()));
        scope.note(Map.of("call", request.id().toString(), "status", Integer.toString(reply.status())));
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
