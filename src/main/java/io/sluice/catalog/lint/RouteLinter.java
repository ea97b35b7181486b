package io.sluice.catalog.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.TextFile;
import io.sluice.catalog.Verbs;
import io.sluice.catalog.yaml.Pointer;
import io.sluice.catalog.yaml.YamlParser;
import io.sluice.message.FileProblem;
import java.util.ArrayList;
import java.util.List;

/** Judges one file of Camel YAML by itself; what it names is looked up by the checks of the catalogue. */
public final class RouteLinter {

    private final Findings findings;
    private final StepLinter steps;
    private final UriLinter uris;

    private RouteLinter(Findings findings, LogRules logRules) {
        this.findings = findings;
        this.steps = new StepLinter(findings, logRules);
        this.uris = new UriLinter(findings, logRules);
    }

    /** All that is wrong, and all that is used. Never throws for the content of the file. */
    public static RouteReport lint(TextFile file, LogRules logRules) {
        var syntax = new ArrayList<FileProblem>();
        var document = YamlParser.parse(file.file(), file.text(), syntax);
        if (document.isEmpty() || !syntax.isEmpty()) {
            return new RouteReport(syntax, Verbs.NONE, List.of(), List.of(), List.of());
        }
        var findings = new Findings(document.get());
        new RouteLinter(findings, logRules).file();
        return findings.report();
    }

    private void file() {
        var root = findings.at("");
        if (!root.isArray()) {
            findings.problem("", CatalogProblem.ROUTE_SHAPE, "a list of routes is expected: - route: ...");
            return;
        }
        placeholders("", root);
        for (int i = 0; i < root.size(); i++) {
            item(Pointer.below("", i), root.get(i));
        }
    }

    private void item(String pointer, JsonNode item) {
        if (!item.isObject() || item.isEmpty()) {
            findings.problem(pointer, CatalogProblem.ROUTE_SHAPE, "- route: is expected");
            return;
        }
        item.fieldNames().forEachRemaining(key -> {
            var below = Pointer.below(pointer, key);
            if (key.equals("route")) {
                route(below);
            } else if (key.equals("from")) {
                findings.problem(below, CatalogProblem.ROUTE_SHAPE, "write - route: with id and from");
            } else {
                findings.refused(
                        below,
                        CatalogProblem.STEP_REFUSED,
                        key,
                        AllowedSteps.replacement(key).orElse("leave it out: a file holds routes only"));
            }
        });
    }

    private void route(String pointer) {
        var route = findings.at(pointer);
        if (!route.isObject()) {
            findings.problem(pointer, CatalogProblem.ROUTE_SHAPE, "id and from are expected");
            return;
        }
        keys(pointer, "route");
        var id = findings.at(Pointer.below(pointer, "id"));
        if (id.isTextual() && id.textValue().matches("[a-z][a-z0-9-]*")) {
            var place = findings.place(Pointer.below(pointer, "id"));
            findings.routeIds.add(new RouteReport.Named(id.textValue(), place));
        } else {
            findings.problem(
                    pointer, CatalogProblem.NAME_INVALID, "id is needed, of lower-case letters, digits and hyphens");
        }
        var from = Pointer.below(pointer, "from");
        if (!findings.at(from).isObject()) {
            findings.problem(pointer, CatalogProblem.ROUTE_SHAPE, "from with uri and steps is expected");
            return;
        }
        keys(from, "from");
        uris.judge(from, true);
        steps.steps(from);
    }

    private void keys(String pointer, String holder) {
        findings.at(pointer).fieldNames().forEachRemaining(key -> {
            if (holder.equals("route") ? !AllowedSteps.routeKey(key) : !AllowedSteps.fromKey(key)) {
                findings.refused(
                        Pointer.below(pointer, key),
                        CatalogProblem.OPTION_REFUSED,
                        holder + "." + key,
                        AllowedSteps.replacement(key).orElse("leave it out"));
            }
        });
    }

    /** Camel fills {@code {{...}}} from system properties, the environment and vaults, anywhere in a route. */
    private void placeholders(String pointer, JsonNode node) {
        if (node.isTextual() && node.textValue().contains("{{")) {
            findings.refused(
                    pointer,
                    CatalogProblem.EXPRESSION_REFUSED,
                    "{{...}}",
                    "what differs between environments belongs in environments/<name>.yaml");
        }
        if (node.isObject()) {
            node.properties().forEach(e -> placeholders(Pointer.below(pointer, e.getKey()), e.getValue()));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            placeholders(Pointer.below(pointer, i), node.get(i));
        }
    }
}
