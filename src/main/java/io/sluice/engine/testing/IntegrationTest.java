package io.sluice.engine.testing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * One file {@code tests/<name>.yaml}, as docs/reference-tests.md describes it. Of {@code expect} only what is present is
 * compared.
 */
record IntegrationTest(String name, Given given, Expect expect, List<String> ignore) {

    IntegrationTest {
        ignore = ignore == null ? List.of() : List.copyOf(ignore);
        expect = expect == null ? Expect.NOTHING : expect;
    }

    /** Content that stands in the test or in a file beside it. */
    record Content(String file, String text, Object data, String entity) {}

    record Given(String clock, Content message, Content event, Map<String, Content> tables) {

        boolean hasOneSubject() {
            return (message == null) != (event == null);
        }
    }

    record Expect(
            Ack ack,
            String state,
            String reason,
            List<Event> events,
            List<Delivery> deliveries,
            List<String> masked,
            DeadLetter deadLetter) {

        static final Expect NOTHING = new Expect(null, null, null, null, null, null, null);

        boolean saysNothing() {
            return equals(NOTHING);
        }
    }

    record Ack(String code, String error) {}

    record Event(String entity, Object data, String file, String key) {}

    record Delivery(@JsonProperty("to") String to, Object body, String text, String file) {}

    record DeadLetter(String code, String hop, String rule) {}
}
