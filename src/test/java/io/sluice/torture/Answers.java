package io.sluice.torture;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What callers over HTTP were told. A repeated request must be told what the first one was. */
final class Answers {

    private final Map<String, String> first = new ConcurrentHashMap<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    /** @param place of the message's state */
    void stored(String key, String place) {
        String before = first.putIfAbsent(key, place);
        if (before != null && !before.equals(place)) {
            wrong.add("doubled: the request " + key + " was answered with two places");
        }
    }

    void unexpected(String key, int status) {
        wrong.add("unexplained: the request " + key + " was answered " + status);
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }
}
