package io.sluice.catalog.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.schema.Suggestion;
import io.sluice.catalog.yaml.Pointer;
import java.util.regex.Pattern;

/** Judges lists of steps, and the steps within them. */
final class StepLinter {

    private static final Pattern HEADER_NAME = Pattern.compile("(?!Camel)[A-Za-z][A-Za-z0-9_-]*");

    /** Name of the variable with the reason of a run that ends filtered. */
    private static final String REASON = "reason";

    private final Findings findings;
    private final LogRules logRules;
    private final ExpressionLinter expressions;
    private final UriLinter uris;

    StepLinter(Findings findings, LogRules logRules) {
        this.findings = findings;
        this.logRules = logRules;
        this.expressions = new ExpressionLinter(findings);
        this.uris = new UriLinter(findings, logRules);
    }

    /** @param holder pointer of the map that has {@code steps} */
    void steps(String holder) {
        var pointer = Pointer.below(holder, "steps");
        var steps = findings.at(pointer);
        if (!steps.isArray() || steps.isEmpty()) {
            findings.problem(holder, CatalogProblem.ROUTE_SHAPE, "steps is missing or is not a list");
            return;
        }
        for (int i = 0; i < steps.size(); i++) {
            item(Pointer.below(pointer, i), steps.get(i));
        }
    }

    private void item(String pointer, JsonNode item) {
        if (item.isObject() && item.size() == 1) {
            var name = item.fieldNames().next();
            step(Pointer.below(pointer, name), name);
        } else {
            findings.problem(
                    pointer, CatalogProblem.ROUTE_SHAPE, "a step is one key with its content, such as stop: {}");
        }
    }

    private void step(String pointer, String name) {
        if (!AllowedSteps.step(name)) {
            var replacement = AllowedSteps.replacement(name)
                    .orElse("use one of "
                            + String.join(
                                    ", ", AllowedSteps.steps().stream().sorted().toList()));
            findings.refused(
                    pointer,
                    CatalogProblem.STEP_REFUSED,
                    name,
                    replacement + Suggestion.of(name, AllowedSteps.steps()));
            return;
        }
        keys(pointer, name);
        switch (name) {
            case "to" -> uris.judge(pointer, false);
            case "log" -> log(pointer);
            case "choice" -> choice(pointer);
            case "setHeader", "setVariable" -> {
                name(pointer, name);
                expressions.one(pointer);
                reason(pointer, name);
            }
            case "setBody" -> expressions.one(pointer);
            case "filter" -> {
                expressions.one(pointer);
                steps(pointer);
            }
            case "split" -> {
                expressions.one(pointer);
                stopOnException(pointer, name);
                steps(pointer);
            }
            case "multicast" -> {
                stopOnException(pointer, name);
                steps(pointer);
            }
            case "stop" -> {}
            default -> throw new IllegalStateException("AllowedSteps and StepLinter name different steps: " + name);
        }
    }

    private void keys(String pointer, String step) {
        findings.at(pointer).fieldNames().forEachRemaining(key -> {
            if (!AllowedSteps.key(step, key)) {
                refuseKey(Pointer.below(pointer, key), step, key);
            }
        });
    }

    private void refuseKey(String pointer, String holder, String key) {
        if (ExpressionLinter.refusedLanguage(key) && (AllowedSteps.hasExpression(holder) || holder.equals("when"))) {
            expressions.refuse(pointer, key);
        } else {
            findings.refused(
                    pointer,
                    CatalogProblem.OPTION_REFUSED,
                    holder + "." + key,
                    AllowedSteps.replacement(key).orElse("leave it out"));
        }
    }

    private void choice(String pointer) {
        var whens = Pointer.below(pointer, "when");
        if (!findings.at(whens).isArray() || findings.at(whens).isEmpty()) {
            findings.problem(pointer, CatalogProblem.ROUTE_SHAPE, "when is missing or is not a list");
        }
        for (int i = 0; i < findings.at(whens).size(); i++) {
            var when = Pointer.below(whens, i);
            branchKeys(when, "when");
            expressions.one(when);
            steps(when);
        }
        var otherwise = Pointer.below(pointer, "otherwise");
        if (!findings.at(otherwise).isMissingNode()) {
            branchKeys(otherwise, "otherwise");
            steps(otherwise);
        }
    }

    private void branchKeys(String pointer, String branch) {
        findings.at(pointer).fieldNames().forEachRemaining(key -> {
            if (!AllowedSteps.branchKey(key)) {
                refuseKey(Pointer.below(pointer, key), branch, key);
            }
        });
    }

    private void name(String pointer, String step) {
        var name = Pointer.below(pointer, "name");
        var text = findings.at(name).asText();
        if (!HEADER_NAME.matcher(text).matches()) {
            findings.problem(
                    pointer,
                    CatalogProblem.NAME_INVALID,
                    step + " needs a fixed name of letters and digits that does not begin with Camel");
        } else if (step.equals("setHeader") && EngineHeaders.ALL.contains(text)) {
            findings.problem(name, CatalogProblem.NAME_INVALID, "header '" + text + "' is set by the engine");
        }
    }

    /** Without it Camel goes on after a failed part, and the run would have part of its effects. */
    private void stopOnException(String pointer, String step) {
        var value = findings.at(Pointer.below(pointer, "stopOnException"));
        if (!value.asBoolean(false)) {
            findings.problem(pointer, CatalogProblem.OPTION_REFUSED, step + " needs stopOnException: true");
        }
    }

    private void log(String pointer) {
        var message = findings.at(pointer).isObject() ? Pointer.below(pointer, "message") : pointer;
        var text = findings.at(message);
        if (!text.isValueNode() || text.isNull()) {
            findings.problem(pointer, CatalogProblem.ROUTE_SHAPE, "message is missing");
            return;
        }
        expressions.simple(message, text.asText());
        loggable(message, text.asText());
    }

    /** The variable that says why a run ended without effect is kept in clear. */
    private void reason(String pointer, String step) {
        if (!step.equals("setVariable")
                || !findings.at(Pointer.below(pointer, "name")).asText().equals(REASON)) {
            return;
        }
        var expression = findings.at(pointer).has("expression") ? Pointer.below(pointer, "expression") : pointer;
        findings.at(expression).properties().stream()
                .filter(e -> AllowedSteps.language(e.getKey()))
                .forEach(e -> {
                    var below = Pointer.below(expression, e.getKey());
                    if (e.getKey().equals("jsonpath")) {
                        findings.problem(below, CatalogProblem.LOG_CONTENT, "write a constant");
                    }
                    loggable(
                            below,
                            e.getValue().path("expression").asText(e.getValue().asText()));
                });
    }

    private void loggable(String pointer, String text) {
        SimpleText.of(text).functions().stream()
                .filter(SimpleText::known)
                .filter(function -> !SimpleText.loggable(function, logRules))
                .forEach(function -> findings.problem(pointer, CatalogProblem.LOG_CONTENT, "${" + function + "}"));
    }
}
