package io.sluice.contract;

/**
 * A rule over a whole event, written as a JSON Schema: ODCS {@code type: custom, engine: json-schema}. Rules on one
 * field (value sets, patterns) are part of the {@link Field}.
 *
 * @param name stands in violations and groups dead letters
 * @param blocks whether the event is refused; a rule of severity {@code warning} only warns
 * @param schema a JSON Schema as plain maps and lists
 */
public record QualityRule(String name, String description, boolean blocks, Object schema) {}
