package io.sluice.simulator;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * One line of a script: what to do to the next arrivals. Sent as JSON to {@code POST /script}; every field may be left
 * out.
 *
 * @param match where it applies: a path or message type, with {@code *} at its end for all that begin so; also
 *     {@code path} or {@code type}. Left out: everywhere
 * @param times how many arrivals it applies to. Left out: all, until the script is cleared
 * @param delayMillis time between the effect and the answer
 * @param answer an HTTP status (2xx applies, everything else refuses) or an HL7 acknowledgement code; also
 *     {@code status} or {@code ack}. Left out: the ordinary answer
 * @param retryAfterSeconds sent as {@code Retry-After}
 * @param drop cuts the connection: {@code request} before anything is done, {@code reply} after the effect but without
 *     an answer, {@code after} after the answer
 * @param wrongControlId acknowledges a message that was never sent (MSA-2)
 */
record Rule(
        @JsonAlias({"path", "type"}) String match,
        Integer times,
        Long delayMillis,
        @JsonAlias({"status", "ack"}) String answer,
        Integer retryAfterSeconds,
        Drop drop,
        Boolean wrongControlId) {

    enum Drop {
        request,
        reply,
        after
    }

    static final Rule NONE = new Rule(null, null, null, null, null, null, null);

    boolean matches(String place) {
        if (match == null) {
            return true;
        }
        return match.endsWith("*") ? place.startsWith(match.substring(0, match.length() - 1)) : place.equals(match);
    }

    Rule less() {
        return times == null
                ? this
                : new Rule(match, times - 1, delayMillis, answer, retryAfterSeconds, drop, wrongControlId);
    }

    void delay() throws InterruptedException {
        if (delayMillis != null) {
            Thread.sleep(delayMillis);
        }
    }
}
