package io.sluice.contract;

/**
 * A rule over a whole event. Rules on one field (value sets, patterns) are part of the {@link Field}.
 *
 * @param name stands in violations and groups dead letters
 * @param blocks whether the event is refused; a rule of severity {@code warning} only warns
 */
public record QualityRule(String name, String description, boolean blocks, Condition condition) {

    /** What has to hold. */
    public sealed interface Condition permits JsonSchema, EqualSums {}

    /**
     * ODCS {@code type: custom, engine: json-schema}.
     *
     * @param schema a JSON Schema as plain maps and lists
     */
    public record JsonSchema(Object schema) implements Condition {}
}
