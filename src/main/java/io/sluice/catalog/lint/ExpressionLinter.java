package io.sluice.catalog.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.yaml.Pointer;
import java.util.ArrayList;
import java.util.Set;

/** Judges the expression of a step, a {@code when} or a {@code log}. */
final class ExpressionLinter {

    /** Languages of Camel that are refused; a key with such a name is meant as a language. */
    private static final Set<String> REFUSED = Set.of(
            "csimple",
            "datasonnet",
            "exchangeProperty",
            "groovy",
            "header",
            "hl7terser",
            "java",
            "joor",
            "jq",
            "js",
            "jsonata",
            "language",
            "method",
            "mvel",
            "ognl",
            "python",
            "ref",
            "spel",
            "tokenize",
            "variable",
            "wasm",
            "xpath",
            "xquery",
            "xtokenize");

    private static final Set<String> KEYS = Set.of("id", "expression", "trim", "suppressExceptions");
    private static final String READ_ONLY =
            "read ${header.<name>}, ${variable.<name>} or ${body}; for anything else write a mapping and use map:<name>";

    private final Findings findings;

    ExpressionLinter(Findings findings) {
        this.findings = findings;
    }

    static boolean refusedLanguage(String key) {
        return REFUSED.contains(key);
    }

    /** Expects exactly one expression in the map at the pointer. */
    void one(String pointer) {
        var found = new ArrayList<String>();
        collect(pointer, found);
        var nested = Pointer.below(pointer, "expression");
        if (findings.at(nested).isObject()) {
            findings.at(nested).fieldNames().forEachRemaining(key -> unknownLanguage(nested, key));
            collect(nested, found);
        }
        if (found.size() > 1) {
            findings.problem(pointer, CatalogProblem.ROUTE_SHAPE, "one expression is expected, not " + found.size());
        }
        if (found.isEmpty() && !hasRefused(pointer) && !hasRefused(nested)) {
            findings.problem(
                    pointer,
                    CatalogProblem.ROUTE_SHAPE,
                    "an expression is missing, one of "
                            + String.join(
                                    ", ",
                                    AllowedSteps.languages().stream().sorted().toList()));
        }
        found.forEach(this::expression);
    }

    private void collect(String pointer, ArrayList<String> found) {
        findings.at(pointer).fieldNames().forEachRemaining(key -> {
            if (AllowedSteps.language(key)) {
                found.add(Pointer.below(pointer, key));
            }
        });
    }

    private boolean hasRefused(String pointer) {
        return findings.at(pointer).properties().stream().anyMatch(e -> refusedLanguage(e.getKey()));
    }

    private void unknownLanguage(String pointer, String key) {
        if (!AllowedSteps.language(key)) {
            refuse(Pointer.below(pointer, key), key);
        }
    }

    void refuse(String pointer, String language) {
        findings.refused(
                pointer,
                CatalogProblem.LANGUAGE_REFUSED,
                language,
                AllowedSteps.replacement(language).orElse("write a mapping <name>.jsonata and use map:<name>"));
    }

    private void expression(String pointer) {
        var node = findings.at(pointer);
        if (node.isObject()) {
            node.fieldNames().forEachRemaining(key -> {
                if (!KEYS.contains(key)) {
                    findings.refused(Pointer.below(pointer, key), CatalogProblem.OPTION_REFUSED, key, "leave it out");
                }
            });
            text(Pointer.below(pointer, "expression"), pointer);
        } else {
            text(pointer, pointer);
        }
    }

    private void text(String pointer, String holder) {
        JsonNode node = findings.at(pointer);
        if (!node.isValueNode() || node.isNull()) {
            findings.problem(holder, CatalogProblem.ROUTE_SHAPE, "the text of the expression is missing");
            return;
        }
        simple(pointer, node.asText());
    }

    /** Every language of Camel may hold functions of simple, and may name a resource in the place of a text. */
    void simple(String pointer, String text) {
        if (text.strip().startsWith("resource:")) {
            findings.refused(pointer, CatalogProblem.EXPRESSION_REFUSED, "resource:", "write the expression here");
        }
        var simple = SimpleText.of(text);
        if (!simple.balanced()) {
            findings.problem(pointer, CatalogProblem.EXPRESSION_REFUSED, "a ${ has no end");
        }
        simple.functions().stream()
                .filter(function -> !SimpleText.known(function))
                .forEach(function -> findings.refused(
                        pointer, CatalogProblem.EXPRESSION_REFUSED, "${" + head(function) + "}", READ_ONLY));
    }

    /** The name of a function without what it is given. */
    private static String head(String function) {
        var name = function.split("[.:(\\[ ?]", 2)[0];
        return name.length() == function.length() ? name : name + "...";
    }
}
