package io.sluice.engine.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what a test expects with what came of it. Only what the test names is compared; each list is compared whole.
 */
final class Verification {

    private final TestFile file;
    private final Map<String, Object> got;
    private final List<Difference.Place> places = new ArrayList<>();

    private Verification(TestFile file, TestOutcome outcome) {
        this.file = file;
        this.got = outcome.tree();
    }

    static List<Difference.Place> of(TestFile file, TestOutcome outcome) {
        Verification verification = new Verification(file, outcome);
        verification.compare(file.test().expect());
        return verification.places;
    }

    private void compare(IntegrationTest.Expect expect) {
        if (expect.ack() != null) {
            named("ack", "code", expect.ack().code());
            named("ack", "error", expect.ack().error());
        }
        if (expect.status() != null) {
            same("status", expect.status(), got.get("status"));
        }
        if (expect.state() != null) {
            same("state", expect.state(), got.get("state"));
        }
        if (expect.reason() != null) {
            same("reason", expect.reason(), got.get("reason"));
        }
        if (expect.events() != null) {
            same("events", expect.events().stream().map(this::event).toList(), only("events", expect.events()));
        }
        if (expect.deliveries() != null) {
            same("deliveries", expect.deliveries().stream().map(this::delivery).toList(), deliveries());
        }
        if (expect.calls() != null) {
            Object calls = got.getOrDefault("calls", List.of());
            same("calls", expect.calls().stream().map(Verification::call).toList(), calls);
        }
        if (expect.answer() != null) {
            same("answer", expect.answer(), got.get("answer"));
        }
        if (expect.masked() != null) {
            same("masked", expect.masked(), got.get("masked"));
        }
        if (expect.flags() != null) {
            same("flags", expect.flags(), got.getOrDefault("flags", List.of()));
        }
        if (expect.deadLetter() != null) {
            named("deadLetter", "code", expect.deadLetter().code());
            named("deadLetter", "hop", expect.deadLetter().hop());
            named("deadLetter", "rule", expect.deadLetter().rule());
        }
    }

    private void named(String what, String member, String expected) {
        if (expected != null) {
            Object there = got.get(what) instanceof Map<?, ?> map ? map.get(member) : null;
            same(what + '.' + member, expected, there);
        }
    }

    private void same(String path, Object expected, Object actual) {
        places.addAll(Difference.between(path, expected, actual, file.test().ignore()));
    }

    private Map<String, Object> event(IntegrationTest.Event event) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("entity", event.entity());
        tree.put("data", file.tree(event.data(), event.file()));
        if (event.key() != null) {
            tree.put("key", event.key());
        }
        return tree;
    }

    /** The events as they came, without the order key where the test does not ask for it. */
    private List<?> only(String what, List<IntegrationTest.Event> expected) {
        List<Object> events = new ArrayList<>();
        List<?> came = got.get(what) instanceof List<?> list ? list : List.of();
        for (int i = 0; i < came.size(); i++) {
            Map<String, Object> event = new LinkedHashMap<>();
            ((Map<?, ?>) came.get(i)).forEach((key, value) -> event.put(key.toString(), value));
            if (i >= expected.size() || expected.get(i).key() == null) {
                event.remove("key");
            }
            events.add(event);
        }
        return events;
    }

    private List<?> deliveries() {
        List<Object> deliveries = new ArrayList<>();
        for (Object one : (List<?>) got.get("deliveries")) {
            Map<String, Object> delivery = new LinkedHashMap<>();
            ((Map<?, ?>) one)
                    .forEach((key, value) ->
                            delivery.put(key.toString(), key.equals("text") ? Hl7Fields.of(value.toString()) : value));
            deliveries.add(delivery);
        }
        return deliveries;
    }

    private static Map<String, Object> call(IntegrationTest.Call call) {
        return ScriptedCaller.tree(call.to(), call.path(), call.body());
    }

    private Map<String, Object> delivery(IntegrationTest.Delivery delivery) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("to", delivery.to());
        if (delivery.text() != null) {
            tree.put("text", Hl7Fields.of(delivery.text()));
        } else if (delivery.file() != null && !delivery.file().endsWith(".json")) {
            String text = new String(file.file(delivery.file()), java.nio.charset.StandardCharsets.UTF_8);
            tree.put("text", Hl7Fields.of(text));
        } else {
            tree.put("body", file.tree(delivery.body(), delivery.file()));
        }
        return tree;
    }
}
