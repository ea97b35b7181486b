package io.sluice.contract;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A contract compiled for validation. Compile once, use from any number of threads; a patient takes some tens of
 * microseconds. {@code format} is asserted, which JSON Schema 2020-12 leaves to the validator.
 */
public final class ContractCheck {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(100)
                        .maxNumberLength(100)
                        .build());
    }

    private final Contract contract;
    private final Schema schema;
    private final List<CompiledRule> rules;
    private final ArrayShape shape;
    private final Classification classification;

    private record CompiledRule(QualityRule rule, Predicate<JsonNode> holds) {}

    private ContractCheck(Contract contract, Schema schema, List<CompiledRule> rules) {
        this.contract = contract;
        this.schema = schema;
        this.rules = rules;
        this.shape = new ArrayShape(contract);
        this.classification = contract.classification();
    }

    public static ContractCheck compile(Contract contract) {
        var config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .build();
        var registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config));
        var rules = new ArrayList<CompiledRule>();
        for (QualityRule rule : contract.rules()) {
            var uri = contract.schemaUri() + ":rule:" + rules.size();
            rules.add(new CompiledRule(
                    rule,
                    switch (rule.condition()) {
                        case QualityRule.JsonSchema condition -> {
                            var schema = compile(registry, uri, ContractSchema.rule(condition));
                            yield event -> schema.validate(event).isEmpty();
                        }
                        case EqualSums sums -> event -> sums.holds(event);
                    }));
        }
        var schema = compile(registry, contract.schemaUri(), ContractSchema.forValidation(contract));
        return new ContractCheck(contract, schema, List.copyOf(rules));
    }

    private static Schema compile(SchemaRegistry registry, String uri, JsonNode node) {
        var schema = registry.getSchema(SchemaLocation.of(uri), node);
        schema.initializeValidators();
        return schema;
    }

    public Contract contract() {
        return contract;
    }

    /** Where the contract has lists. */
    public ArrayShape shape() {
        return shape;
    }

    /** As {@link Contract#classification()}, which looks through all fields. */
    public Classification classification() {
        return classification;
    }

    /** All violations that forbid publishing; empty means valid. */
    public List<Violation> validate(JsonNode event) {
        if (!event.isObject()) {
            return List.of(new Violation(ContractProblem.NOT_JSON, "", "type"));
        }
        var errors = schema.validate(event);
        if (errors.isEmpty()) {
            return failedRules(event, true);
        }
        return errors.stream().map(Violations::of).distinct().toList();
    }

    /** As {@link #validate(JsonNode)}, for the bytes of an event (UTF-8). */
    public List<Violation> validate(byte[] event) {
        try {
            return validate(JSON.readTree(event));
        } catch (IOException unreadable) {
            return List.of(new Violation(ContractProblem.NOT_JSON, "", "type"));
        }
    }

    /** As {@link #validate(JsonNode)}, for maps, lists, texts, numbers and booleans. */
    public List<Violation> validateTree(Object event) {
        return validate(JSON.<JsonNode>valueToTree(event));
    }

    /** Rules of severity {@code warning} that do not hold for an otherwise valid event. */
    public List<Violation> warnings(JsonNode event) {
        return failedRules(event, false);
    }

    private List<Violation> failedRules(JsonNode event, boolean blocking) {
        if (rules.isEmpty()) {
            return List.of();
        }
        return rules.stream()
                .filter(compiled -> compiled.rule().blocks() == blocking)
                .filter(compiled -> !compiled.holds().test(event))
                .map(compiled -> new Violation(
                        ContractProblem.RULE_FAILED, "", compiled.rule().name()))
                .toList();
    }
}
