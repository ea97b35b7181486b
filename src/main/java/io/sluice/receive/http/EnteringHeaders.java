package io.sluice.receive.http;

import io.sluice.message.ProblemException;
import io.sluice.receive.ReceiveProblem;
import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of a request's headers is let in: those that the listener names, under the names that it gives them, and nothing
 * else. Headers steer Camel's components and others (CVE-2026-49098), so a name that begins with Camel, in whatever
 * case, stays outside even where it is listed.
 */
final class EnteringHeaders {

    /** W3C Trace Context, level 1, section 3.2; all zeros are no ids. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private static final int LONGEST = 1000;
    private static final int LONGEST_ID = 199;

    private EnteringHeaders() {}

    static boolean mayEnter(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith("camel") && !lower.startsWith("kafka.") && !lower.startsWith("org.apache.camel");
    }

    /** @throws ProblemException {@link ReceiveProblem#REQUEST_INVALID} with the name of the header */
    static Map<String, String> of(MultiMap headers, List<String> allowed) {
        Map<String, String> entering = new LinkedHashMap<>();
        for (String name : allowed) {
            List<String> values = headers.getAll(name);
            if (!values.isEmpty() && mayEnter(name)) {
                entering.put(name, value(name, String.join(", ", values)));
            }
        }
        return entering;
    }

    /** @throws ProblemException {@link ReceiveProblem#REQUEST_INVALID} with the name */
    static String value(String name, String value) {
        if (value.length() > LONGEST || value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            throw new ProblemException(ReceiveProblem.REQUEST_INVALID, name);
        }
        return value;
    }

    /**
     * The key under which the caller repeats a request; empty when there is none. The quotes of a structured field do
     * not belong to it (draft-ietf-httpapi-idempotency-key-header).
     *
     * @throws ProblemException {@link ReceiveProblem#REQUEST_INVALID}
     */
    static String idempotencyKey(MultiMap headers) {
        List<String> values = headers.getAll("Idempotency-Key");
        if (values.isEmpty()) {
            return "";
        }
        String key = values.getFirst().strip();
        if (key.length() > 1 && key.startsWith("\"") && key.endsWith("\"")) {
            key = key.substring(1, key.length() - 1);
        }
        if (values.size() > 1 || key.isEmpty() || !id(key)) {
            throw new ProblemException(ReceiveProblem.REQUEST_INVALID, "Idempotency-Key");
        }
        return key;
    }

    /** {@code X-Correlation-Id}, where it can be one. */
    static Optional<String> correlationId(MultiMap headers) {
        return Optional.ofNullable(headers.get("X-Correlation-Id")).filter(text -> !text.isEmpty() && id(text));
    }

    /** Null when there is none, or one that must be ignored. */
    static String traceparent(MultiMap headers) {
        String value = headers.get("traceparent");
        return value != null
                        && value.length() <= LONGEST_ID
                        && TRACEPARENT.matcher(value).matches()
                ? value
                : null;
    }

    private static boolean id(String text) {
        return text.length() <= LONGEST_ID && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }
}
