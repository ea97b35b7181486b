package io.sluice.contract;

/**
 * Where an event breaks its contract. It may be logged, shown and used to group dead letters: it carries no value of
 * the event, and not even the name of an undeclared field, which a mapping might have made from a value.
 *
 * @param path the place in this event, with list positions: {@code name[0].given[1]}; empty for the event itself
 * @param rule the place in the contract and the rule: {@code name.given minLength}, or the name of a quality rule; the
 *     same for every event that fails in the same way
 */
public record Violation(ContractProblem code, String path, String rule) {

    @Override
    public String toString() {
        return code.code() + " at " + (path.isEmpty() ? "the event" : path) + " (" + rule + ")";
    }
}
