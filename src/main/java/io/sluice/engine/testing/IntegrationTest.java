package io.sluice.engine.testing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One file {@code tests/<name>.yaml}, as docs/reference-tests.md describes it. Of {@code expect} only what is present
 * is compared.
 */
record IntegrationTest(String name, Given given, Expect expect, List<String> ignore) {

    IntegrationTest {
        ignore = ignore == null ? List.of() : List.copyOf(ignore);
        expect = expect == null ? Expect.NOTHING : expect;
    }

    /** Content that stands in the test or in a file beside it. */
    record Content(String file, String text, Object data, String entity) {}

    /** A request to an HTTP listener; the body is a text, data or a file, or there is none. */
    record Request(String method, String path, Map<String, String> headers, String text, Object data, String file) {

        Request {
            headers = headers == null ? Map.of() : Map.copyOf(headers);
        }
    }

    /** What a system answers to a call of the run; in the order in which that endpoint is called. */
    record Reply(String to, Integer status, String text, Object data, String file) {}

    record Given(
            String clock,
            Content message,
            Request request,
            Content event,
            Map<String, Content> tables,
            List<Reply> replies,
            List<String> away) {

        Given {
            away = away == null ? List.of() : List.copyOf(away);
            replies = replies == null ? List.of() : List.copyOf(replies);
        }

        boolean hasOneSubject() {
            return Stream.of(message, request, event).filter(Objects::nonNull).count() == 1;
        }
    }

    record Expect(
            Ack ack,
            Integer status,
            String state,
            String reason,
            List<Event> events,
            List<Delivery> deliveries,
            List<Call> calls,
            Object answer,
            List<String> masked,
            List<String> flags,
            DeadLetter deadLetter) {

        static final Expect NOTHING = new Expect(null, null, null, null, null, null, null, null, null, null, null);

        boolean saysNothing() {
            return equals(NOTHING);
        }
    }

    record Ack(String code, String error) {}

    record Event(String entity, Object data, String file, String key) {}

    record Delivery(@JsonProperty("to") String to, Object body, String text, String file) {}

    record Call(String to, String path, Object body) {}

    record DeadLetter(String code, String hop, String rule) {}
}
