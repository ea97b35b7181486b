package io.sluice.map;

import io.sluice.message.ProblemCode;

/** What can go wrong while a mapping is read or run. */
public enum MapProblem implements ProblemCode {
    SYNTAX(
            "map.syntax",
            Category.CONFIGURATION,
            "The mapping cannot be read.",
            "Correct the expression at the line and column named; ./sluice try shows it on a sample."),
    FUNCTION_REFUSED(
            "map.function-refused",
            Category.CONFIGURATION,
            "The mapping uses $random, $shuffle or $eval, with which the same message could give other bytes each time.",
            "Derive the value from the message, for example from its control id."),
    EDIT_INVALID(
            "map.edit-invalid",
            Category.CONFIGURATION,
            "The edit list cannot be read: 'edit' with steps of 'set' (and value, from or jsonata), 'clear' or 'delete'.",
            "Correct the step at the line named."),
    NORMALISE_INVALID(
            "map.normalise-invalid",
            Category.CONFIGURATION,
            "The rules cannot be read: 'normalise' with a list of field, rule (phone, date, unit, code or id) and what the rule needs.",
            "Correct the rule at the line named."),
    EVALUATION(
            "map.evaluation",
            Category.MAPPING,
            "The mapping failed on this message.",
            "Try the mapping on the original message with ./sluice try and correct it at the line and column named."),
    FUNCTION_ARGUMENT(
            "map.function-argument",
            Category.MAPPING,
            "A function was called with an argument that it does not take.",
            "Correct the call; docs/reference-mapping.md lists the functions with their arguments."),
    NO_RESULT(
            "map.no-result",
            Category.MAPPING,
            "The mapping gave nothing for this message.",
            "Filter such messages out in the route before the mapping, or let the mapping give a document."),
    RESULT_INVALID(
            "map.result-invalid",
            Category.MAPPING,
            "The mapping gave something that is no data, such as a function.",
            "Correct the mapping: it must end in an object, an array or a value."),
    TIME_LIMIT(
            "map.time-limit",
            Category.MAPPING,
            "The mapping ran longer than it may.",
            "Look for a loop without end or work that is repeated for each item; then replay."),
    DEPTH_LIMIT(
            "map.depth-limit",
            Category.MAPPING,
            "The mapping went deeper than it may.",
            "Look for a function that calls itself without end."),
    TABLE_UNKNOWN(
            "map.table-unknown",
            Category.CONFIGURATION,
            "A code table or column that the mapping names does not exist.",
            "Add the table beside the mapping as tables/<name>.csv, or correct the name."),
    TABLE_INVALID(
            "map.table-invalid",
            Category.CONFIGURATION,
            "A code table has fewer than two columns, a column without name, a day that is none, or a key twice for the same days.",
            "Correct the table."),
    CODE_UNMAPPED(
            "map.code-unmapped",
            Category.MAPPING,
            "A code of the message is not in its code table, and the mapping says to fail.",
            "Add the code to the table and replay with the new version."),
    CODE_HELD(
            "map.code-held",
            Category.MAPPING,
            "A code of the message is not in its code table, and the mapping says to hold the message for a person.",
            "Add the code to the table and release the message."),
    TABLE_HELD(
            "map.table-held",
            Category.CONFIGURATION,
            "A code table that the mapping names does not exist, and the tier says to hold the message for a person.",
            "Put the table back and release the message.");

    private final Explanation explanation;

    MapProblem(String code, Category category, String meaning, String remedy) {
        explanation = new Explanation(code, category, meaning, remedy);
    }

    @Override
    public boolean holds() {
        return this == CODE_HELD || this == TABLE_HELD;
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
