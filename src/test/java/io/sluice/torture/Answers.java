package io.sluice.torture;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What callers over HTTP were told. A repeated request must be told what the first one was. Thread-safe. */
final class Answers {

    private static final int OK = 200;
    private static final int STORED = 202;
    private static final int LATER = 429;

    /** The run has ended without an answer: the call is in doubt, or nobody can make it. That is for a person. */
    private static final List<String> LAST_WORDS = List.of("receive.call-in-doubt", "receive.call-failed");

    private final Map<String, String> first = new ConcurrentHashMap<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    /** Judges the answer to a request. */
    @FunctionalInterface
    interface Judge {
        /** True when the caller has what it asked for; false: it is to ask again. */
        boolean done(String key, HttpResponse<String> answer);
    }

    /** The caller wants it stored. */
    boolean stored(String key, HttpResponse<String> answer) {
        if (answer.statusCode() == STORED) {
            same(key, answer.headers().firstValue("Location").orElse(""));
            return true;
        }
        return again(key, answer);
    }

    /** The caller waits for what the run says. */
    boolean called(String key, HttpResponse<String> answer) {
        if (answer.statusCode() == OK) {
            same(key, answer.body());
            return true;
        }
        return LAST_WORDS.stream().anyMatch(answer.body()::contains)
                || answer.statusCode() != STORED && again(key, answer);
    }

    private void same(String key, String what) {
        String before = first.putIfAbsent(key, what);
        if (before != null && !before.equals(what)) {
            wrong.add("doubled: the request " + key + " got two answers");
        }
    }

    /** Never true: refusals for now are repeated, all others should not be. */
    private boolean again(String key, HttpResponse<String> answer) {
        if (answer.statusCode() < LATER) {
            wrong.add("unexplained: the request " + key + " was answered " + answer.statusCode());
        }
        return false;
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }
}
