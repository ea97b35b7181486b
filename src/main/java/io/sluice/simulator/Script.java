package io.sluice.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * The faults that a simulator shall show, in the order given; a rule that is used up makes room for the next.
 * Thread-safe.
 */
final class Script {

    private final List<Rule> rules = new ArrayList<>();

    synchronized void add(List<Rule> more) {
        rules.addAll(more);
    }

    synchronized void clear() {
        rules.clear();
    }

    synchronized List<Rule> rules() {
        return List.copyOf(rules);
    }

    /** The rule for an arrival at this place, counted as used; {@link Rule#NONE} when there is none. */
    synchronized Rule next(String place) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.matches(place)) {
                Rule rest = rule.less();
                if (rest.times() != null && rest.times() <= 0) {
                    rules.remove(i);
                } else {
                    rules.set(i, rest);
                }
                return rule;
            }
        }
        return Rule.NONE;
    }
}
