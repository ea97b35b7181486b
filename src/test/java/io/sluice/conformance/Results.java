package io.sluice.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of a run of the matrix. Safe for use by the threads of its columns. */
final class Results {

    /** The two tests of a cell, as they ended. */
    record Outcome(Optional<Throwable> work, Optional<Throwable> noMore) {

        boolean green() {
            return work.isEmpty() && noMore.isEmpty();
        }
    }

    private final Map<Cell, Outcome> outcomes = new LinkedHashMap<>();

    synchronized void add(Cell cell, Outcome outcome) {
        outcomes.put(cell, outcome);
    }

    synchronized Outcome of(Cell cell) {
        Outcome outcome = outcomes.get(cell);
        if (outcome == null) {
            throw new IllegalStateException(cell + " was not tested");
        }
        return outcome;
    }

    synchronized int size() {
        return outcomes.size();
    }

    /** Cells in which a test failed. */
    synchronized Set<Cell> red() {
        return outcomes.entrySet().stream()
                .filter(one -> !one.getValue().green())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Why, by cell, for people. */
    synchronized Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        outcomes.forEach((cell, outcome) -> {
            outcome.work().ifPresent(why -> reasons.put(cell + ", positive", String.valueOf(why.getMessage())));
            outcome.noMore().ifPresent(why -> reasons.put(cell + ", negative", String.valueOf(why.getMessage())));
        });
        return reasons;
    }
}
