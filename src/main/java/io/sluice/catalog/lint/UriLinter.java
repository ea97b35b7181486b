package io.sluice.catalog.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.CallStep;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.PathTemplate;
import io.sluice.catalog.Sensitivity;
import io.sluice.catalog.Verbs;
import io.sluice.catalog.schema.Suggestion;
import io.sluice.catalog.yaml.Pointer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Judges the URI of {@code from} and {@code to}, and notes the verb. */
final class UriLinter {

    private static final Set<String> VERBS = Set.of("receive", "subscribe", "map", "publish", "send", "direct");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final String MESSAGES = "message/";

    private final Findings findings;
    private final LogRules rules;

    UriLinter(Findings findings, LogRules rules) {
        this.findings = findings;
        this.rules = rules;
    }

    /** @param holder pointer of the map with {@code uri} and {@code parameters}, or of the URI itself */
    void judge(String holder, boolean source) {
        var node = findings.at(holder);
        var pointer = node.isObject() ? Pointer.below(holder, "uri") : holder;
        var uri = findings.at(pointer);
        if (!uri.isTextual() || uri.textValue().isBlank()) {
            findings.problem(holder, CatalogProblem.ROUTE_SHAPE, "uri is missing");
            return;
        }
        var parts = uri.textValue().split("\\?", 2);
        int colon = parts[0].indexOf(':');
        var scheme = colon < 0 ? parts[0] : parts[0].substring(0, colon);
        var path = colon < 0 ? "" : parts[0].substring(colon + 1).replaceFirst("^//", "");
        var parameters = node.isObject() ? node.path("parameters") : findings.at("/none");
        // Kaoto writes the name of a direct as a parameter.
        boolean named = scheme.equals("direct")
                && path.isEmpty()
                && parameters.path("name").isTextual();
        if (!allowed(pointer, scheme, source)) {
            return;
        }
        UnaryOperator<String> options = option(parts.length == 2 ? parts[1] : "", parameters);
        boolean calls = options.apply("mode") != null;
        if (parts.length == 2) {
            Arrays.stream(parts[1].split("&")).map(o -> o.split("=", 2)).forEach(o -> {
                option(pointer, scheme, o[0]);
                fallback(pointer, scheme, o[0], o.length == 2 ? o[1] : "", calls);
            });
        }
        parameters(holder, scheme, parameters, named, calls);
        verb(pointer, scheme, named ? parameters.get("name").textValue() : path, source, options);
        if (scheme.equals("send")) {
            call(holder, pointer, options);
        }
    }

    private boolean allowed(String pointer, String scheme, boolean source) {
        if (source ? AllowedSteps.source(scheme) : AllowedSteps.sink(scheme)) {
            return true;
        }
        if (VERBS.contains(scheme)) {
            findings.problem(
                    pointer, CatalogProblem.ROUTE_SHAPE, scheme + ": cannot stand in " + (source ? "from" : "to"));
            return false;
        }
        var replacement = source ? Replacements.ofSource(scheme) : Replacements.ofSink(scheme);
        findings.refused(pointer, CatalogProblem.COMPONENT_REFUSED, scheme, replacement + Suggestion.of(scheme, VERBS));
        return false;
    }

    private void parameters(String holder, String scheme, JsonNode parameters, boolean named, boolean calls) {
        var pointer = Pointer.below(holder, "parameters");
        parameters.fieldNames().forEachRemaining(key -> {
            if (!(named && key.equals("name"))) {
                option(Pointer.below(pointer, key), scheme, key);
                fallback(
                        Pointer.below(pointer, key),
                        scheme,
                        key,
                        parameters.path(key).asText(),
                        calls);
            }
        });
    }

    private void option(String pointer, String scheme, String option) {
        if (!AllowedSteps.option(scheme, option)) {
            findings.refused(
                    pointer,
                    CatalogProblem.OPTION_REFUSED,
                    scheme + ":?" + option,
                    AllowedSteps.replacement(option).orElse("leave it out"));
        }
    }

    /** The other endpoint is sent to as the first one is, and must exist as that must. */
    private void fallback(String pointer, String scheme, String option, String value, boolean calls) {
        if (scheme.equals("send") && option.equals("fallback")) {
            send(pointer, value, "send:...?fallback=<system>/<endpoint>", calls);
        }
    }

    private void send(String pointer, String path, String form, boolean call) {
        var place = findings.place(pointer);
        var parts = path.split("/", 2);
        if (expect(pointer, form, parts.length == 2 && names(parts))) {
            findings.sends.add(new Verbs.Send(parts[0], parts[1], place.file(), place.line(), call));
        }
    }

    /** The value of an option, wherever it stands. */
    private static UnaryOperator<String> option(String query, JsonNode parameters) {
        Map<String, String> options = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                options.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        parameters
                .properties()
                .forEach(e -> options.put(e.getKey(), e.getValue().asText()));
        return options::get;
    }

    /** What a step that waits must have: where the reply goes, and a path without anything of a patient. */
    private void call(String holder, String pointer, UnaryOperator<String> options) {
        boolean named = findings.at(Pointer.below(holder, "variableReceive")).isTextual();
        if (options.apply("mode") != null && !named) {
            findings.problem(
                    pointer, CatalogProblem.CALL_IMPOSSIBLE, "the step needs variableReceive: the name for the reply");
        }
        try {
            CallStep.of(options).flatMap(CallStep::path).map(PathTemplate::names).stream()
                    .flatMap(List::stream)
                    .filter(name -> rules.sensitivity() == Sensitivity.PHI && !rules.allows(name))
                    .forEach(name -> findings.problem(
                            pointer,
                            CatalogProblem.LOG_CONTENT,
                            "{" + name + "} in a path; URLs are logged elsewhere"));
        } catch (IllegalArgumentException wrong) {
            findings.problem(pointer, CatalogProblem.CALL_IMPOSSIBLE, wrong.getMessage());
        }
    }

    private Optional<Duration> waits(String pointer, String transport, UnaryOperator<String> options) {
        try {
            Optional<Duration> waits = CallStep.waits(options);
            if (waits.isPresent() && !transport.equals("http")) {
                findings.problem(pointer, CatalogProblem.CALL_IMPOSSIBLE, transport + " has no answer to wait for");
            }
            return waits;
        } catch (IllegalArgumentException wrong) {
            findings.problem(pointer, CatalogProblem.CALL_IMPOSSIBLE, wrong.getMessage());
            return Optional.empty();
        }
    }

    private void verb(String pointer, String scheme, String path, boolean source, UnaryOperator<String> options) {
        var place = findings.place(pointer);
        switch (scheme) {
            case "receive" -> {
                var parts = path.split(":", 2);
                if (expect(pointer, "receive:<transport>:<listener>", parts.length == 2 && names(parts))) {
                    findings.receives.add(new Verbs.Receive(
                            parts[0], parts[1], place.file(), place.line(), waits(pointer, parts[0], options)));
                }
            }
            case "subscribe" -> subscribe(pointer, path);
            case "map" -> {
                if (expect(pointer, "map:<name>", names(path))) {
                    findings.maps.add(new Verbs.Use(path, place.file(), place.line()));
                }
            }
            case "publish" -> {
                if (expect(pointer, "publish:<entity>", names(path))) {
                    findings.publishes.add(new Verbs.Use(path, place.file(), place.line()));
                }
            }
            case "send" -> send(pointer, path, "send:<system>/<endpoint>", options.apply("mode") != null);
            default -> {
                if (expect(pointer, "direct:<name>", names(path))) {
                    (source ? findings.directsFrom : findings.directsTo).add(new RouteReport.Named(path, place));
                }
            }
        }
    }

    private void subscribe(String pointer, String path) {
        var entities = new LinkedHashSet<String>();
        var messagesOf = new LinkedHashSet<String>();
        boolean wellFormed = true;
        for (String item : path.split(",", -1)) {
            var name = item.startsWith(MESSAGES) ? item.substring(MESSAGES.length()) : item;
            wellFormed &= names(name);
            (item.startsWith(MESSAGES) ? messagesOf : entities).add(name);
        }
        wellFormed &= entities.isEmpty() || messagesOf.isEmpty();
        if (expect(pointer, "subscribe:<entity>[,<entity>] or subscribe:message/<integration>", wellFormed)) {
            var place = findings.place(pointer);
            findings.subscribes.add(new Verbs.Subscribe(entities, messagesOf, place.file(), place.line()));
        }
    }

    private boolean expect(String pointer, String form, boolean holds) {
        if (!holds) {
            findings.problem(pointer, CatalogProblem.ROUTE_SHAPE, "the form is " + form);
        }
        return holds;
    }

    private static boolean names(String... names) {
        return Arrays.stream(names).allMatch(n -> NAME.matcher(n).matches());
    }
}
