package io.sluice.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the {@code quality} lists of ODCS. On a field: {@code invalidValues} with {@code validValues} or
 * {@code pattern}, and {@code nullValues}, each with {@code mustBe: 0}. On the entity: {@code custom} rules with the
 * engine {@code json-schema} or {@code decimal}. Rules of type {@code text} are for people. What needs many rows (row
 * counts, SQL) cannot be decided on one event and is refused instead of being ignored.
 */
final class QualityReader {

    private static final Set<String> FIELD_METRICS = Set.of("invalidValues", "nullValues");

    private QualityReader() {}

    static List<String> allowed(YamlMap property) {
        return metric(property, "invalidValues").stream()
                .flatMap(rule -> rule.map("arguments").stream())
                .flatMap(arguments -> arguments.texts("validValues").stream())
                .toList();
    }

    static Optional<String> pattern(YamlMap property) {
        return metric(property, "invalidValues").stream()
                .flatMap(rule -> rule.map("arguments").stream())
                .flatMap(arguments -> arguments.text("pattern").stream())
                .findFirst();
    }

    static boolean forbidsNull(YamlMap property) {
        property.maps("quality").forEach(QualityReader::checkFieldRule);
        return !metric(property, "nullValues").isEmpty();
    }

    static List<QualityRule> rules(YamlMap object) {
        var rules = new ArrayList<QualityRule>();
        for (var rule : object.maps("quality")) {
            if (rule.text("type").orElse("library").equals("text")) {
                continue;
            }
            condition(rule)
                    .ifPresent(condition -> rules.add(new QualityRule(
                            rule.required("name"),
                            rule.text("description").orElse(""),
                            !rule.text("severity").orElse("error").equals("warning"),
                            condition)));
        }
        return rules;
    }

    private static Optional<QualityRule.Condition> condition(YamlMap rule) {
        String engine = rule.text("type").orElse("").equals("custom")
                ? rule.text("engine").orElse("")
                : "";
        switch (engine) {
            case "json-schema" -> {
                return Optional.of(
                        new QualityRule.JsonSchema(rule.plain("implementation").orElse(true)));
            }
            case "decimal" -> {
                List<String> paths = rule.map("implementation").stream()
                        .flatMap(implementation -> implementation.texts("equal").stream())
                        .toList();
                if (paths.size() < 2) {
                    rule.problem("implementation", ContractProblem.QUALITY_UNSUPPORTED, "equal: two paths at least");
                    return Optional.empty();
                }
                return Optional.of(new EqualSums(paths));
            }
            default -> {
                rule.problem(
                        "type", ContractProblem.QUALITY_UNSUPPORTED, "on an entity: engine json-schema or decimal");
                return Optional.empty();
            }
        }
    }

    private static List<YamlMap> metric(YamlMap property, String metric) {
        return property.maps("quality").stream()
                .filter(rule -> rule.text("metric").orElse("").equals(metric))
                .toList();
    }

    private static void checkFieldRule(YamlMap rule) {
        if (rule.text("type").orElse("library").equals("text")) {
            return;
        }
        var metric = rule.text("metric").orElse("");
        if (!FIELD_METRICS.contains(metric)) {
            rule.problem("metric", ContractProblem.QUALITY_UNSUPPORTED, "on a field: " + FIELD_METRICS);
        } else if (!rule.text("mustBe").orElse("").equals("0")) {
            rule.problem("mustBe", ContractProblem.QUALITY_UNSUPPORTED, "'mustBe: 0' is expected");
        }
    }
}
