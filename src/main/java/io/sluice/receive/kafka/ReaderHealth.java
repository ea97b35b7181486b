package io.sluice.receive.kafka;

import io.sluice.message.ProblemException;
import io.sluice.receive.ReceiveProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What people see of a reader. Written by its thread, read by others. */
final class ReaderHealth {

    private final String listener;
    private final Map<String, String> lost = new TreeMap<>();
    private final Map<String, String> changed = new TreeMap<>();
    private ProblemException away;
    private String missing = "";

    ReaderHealth(String listener) {
        this.listener = listener;
        this.away = new ProblemException(ReceiveProblem.BROKER_AWAY, listener + " is being opened");
    }

    synchronized void up() {
        away = null;
        missing = "";
    }

    /** The brokers answer and do not have the topic yet. @return false when that was known already */
    synchronized boolean waitsFor(String topic) {
        boolean news = !missing.equals(topic);
        away = null;
        missing = topic;
        return news;
    }

    /** Whether records come in: neither the brokers nor a topic is missing. */
    synchronized boolean reads() {
        return away == null && missing.isEmpty();
    }

    /** @return false when that was known already */
    synchronized boolean down(ProblemException why) {
        boolean news = away == null || !away.getMessage().equals(why.getMessage());
        away = why;
        return news;
    }

    /** Stays until the engine starts again: somebody has to ask for what was lost. */
    synchronized void lost(String part, long from, long to) {
        lost.put(part, ReceiveProblem.RECORDS_LOST.code() + " " + part + " from " + from + " to " + to);
    }

    /** @return false when that was known already */
    synchronized boolean changed(String part, boolean is) {
        return is
                ? changed.put(part, ReceiveProblem.TOPIC_CHANGED.code() + " " + part) == null
                : changed.remove(part) != null;
    }

    synchronized Optional<ProblemException> away() {
        return Optional.ofNullable(away);
    }

    synchronized Optional<String> warning() {
        List<String> all = new ArrayList<>(changed.values());
        if (!missing.isEmpty()) {
            all.add(ReceiveProblem.TOPIC_MISSING.code() + " waiting for topic " + missing);
        }
        all.addAll(lost.values());
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
    }

    String listener() {
        return listener;
    }
}
