package io.sluice.receive.http;

import io.sluice.ledger.MessageSummary;
import io.sluice.ledger.Trace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What a caller may know of a message that it sent: its state, never its content. */
final class MessageStates {

    private MessageStates() {}

    /** Whether the caller sent it, to this listener. */
    static boolean mayRead(Trace trace, String listener, String caller) {
        return trace.message().listener().equals(listener)
                && trace.message().system().equals(caller);
    }

    static Map<String, Object> of(Trace trace) {
        MessageSummary message = trace.message();
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("id", message.id().toString());
        state.put("state", state(message));
        state.put("receivedAt", message.receivedAt().toString());
        state.put("correlationId", message.correlationId());
        UUID original = message.originalId();
        if (original != null) {
            state.put("original", Answers.MESSAGES + original);
        }
        return state;
    }

    /** That of the run of the integration which took it; of what was not taken, what became of it at the door. */
    private static String state(MessageSummary message) {
        return message.runs().stream()
                .filter(run -> run.integration().equals(message.integration()))
                .map(run -> run.state().name())
                .findFirst()
                .orElse(message.outcome().equals("CONFLICT") ? "HELD" : message.outcome());
    }
}
