package io.sluice.catalog.lint;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a route may contain (design section 3): the one allow-list, for routes as text and for Camel's model of them.
 * Names are those of the YAML DSL, which are also the short names of Camel's model.
 */
public final class AllowedSteps {

    /** Steps and the keys that each may have, beside {@code id}, {@code description} and {@code note}. */
    private static final Map<String, Set<String>> STEPS = Map.of(
            "to", Set.of("uri", "parameters", "variableReceive", "variableSend"),
            "log", Set.of("message", "loggingLevel"),
            "setHeader", Set.of("name", "expression"),
            "setVariable", Set.of("name", "expression"),
            "setBody", Set.of("expression"),
            "choice", Set.of("when", "otherwise"),
            "filter", Set.of("expression", "steps"),
            "split", Set.of("expression", "steps", "stopOnException", "delimiter"),
            "multicast", Set.of("steps", "stopOnException"),
            "stop", Set.of());

    /** Steps that hold an expression, which YAML may also write as a key named by its language. */
    private static final Set<String> WITH_EXPRESSION = Set.of("setHeader", "setVariable", "setBody", "filter", "split");

    /** Components and the options that each may have. */
    private static final Map<String, Set<String>> COMPONENTS = Map.of(
            "receive", Set.of("mode", "callTimeout"),
            "map", Set.of("output"),
            "publish", Set.of(),
            "subscribe", Set.of(),
            "send", Set.of("fallback", "mode", "callTimeout", "path", "answers"),
            "direct", Set.of());

    // Design section 3 names jsonata too; Camel has a component of that name and no language, so a route with it would
    // not load. What needs it is computed by map: and read with simple or jsonpath.
    private static final Set<String> LANGUAGES = Set.of("simple", "jsonpath", "constant");

    private static final Set<String> SOURCES = Set.of("receive", "subscribe", "direct");
    private static final Set<String> COMMON = Set.of("id", "description", "note");
    private static final Set<String> ROUTE = Set.of("from");
    private static final Set<String> FROM = Set.of("uri", "parameters", "steps");

    private AllowedSteps() {}

    public static Set<String> steps() {
        return STEPS.keySet();
    }

    public static boolean step(String name) {
        return STEPS.containsKey(name);
    }

    /** Whether an allowed step may have the key. */
    public static boolean key(String step, String key) {
        return COMMON.contains(key)
                || STEPS.get(step).contains(key)
                || (WITH_EXPRESSION.contains(step) && LANGUAGES.contains(key));
    }

    public static boolean hasExpression(String step) {
        return WITH_EXPRESSION.contains(step);
    }

    public static boolean routeKey(String key) {
        return COMMON.contains(key) || ROUTE.contains(key);
    }

    public static boolean fromKey(String key) {
        return COMMON.contains(key) || FROM.contains(key);
    }

    /** A key of {@code when} and {@code otherwise}. */
    public static boolean branchKey(String key) {
        return COMMON.contains(key) || key.equals("steps") || key.equals("expression") || LANGUAGES.contains(key);
    }

    /** A component that may stand in {@code from}. */
    public static boolean source(String scheme) {
        return SOURCES.contains(scheme);
    }

    /** A component that may stand in {@code to}. */
    public static boolean sink(String scheme) {
        return COMPONENTS.containsKey(scheme) && (scheme.equals("direct") || !SOURCES.contains(scheme));
    }

    public static boolean option(String scheme, String option) {
        return COMPONENTS.getOrDefault(scheme, Set.of()).contains(option);
    }

    public static Set<String> languages() {
        return LANGUAGES;
    }

    public static boolean language(String name) {
        return LANGUAGES.contains(name);
    }

    /** What to write instead of a step, option, component or language. */
    public static Optional<String> replacement(String refused) {
        return Replacements.of(refused);
    }
}
