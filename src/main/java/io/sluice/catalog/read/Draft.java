package io.sluice.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sluice.catalog.Accepts;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.HttpOperation;
import io.sluice.catalog.TextFile;
import io.sluice.catalog.Verbs;
import io.sluice.catalog.lint.RouteReport;
import io.sluice.catalog.yaml.YamlDocument;
import io.sluice.message.FileProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An integration while it is being checked: what could be read of it, and what is wrong so far.
 *
 * @param document empty when {@code integration.yaml} is missing or not YAML; with defaults when it has its shape
 * @param shaped whether the document has passed its schema, so that its values may be used
 * @param operations what its OpenAPI files or {@code http} declare
 * @param remarks problems that do not keep it from starting
 */
record Draft(
        String name,
        Optional<YamlDocument> document,
        boolean shaped,
        List<TextFile> routes,
        List<RouteReport> reports,
        Map<String, TextFile> mappings,
        Map<String, TextFile> tables,
        List<TextFile> tests,
        List<HttpOperation> operations,
        List<FileProblem> problems,
        List<FileProblem> remarks) {

    String folder() {
        return Layout.ROUTES + name;
    }

    String file() {
        return folder() + "/" + Layout.INTEGRATION;
    }

    /** The content of integration.yaml; a missing node when it has no content. */
    JsonNode root() {
        return document.map(YamlDocument::root).orElse(MissingNode.getInstance());
    }

    void problem(String pointer, CatalogProblem code, String detail) {
        problems.add(document.map(d -> d.problem(pointer, code, detail))
                .orElseGet(() -> new FileProblem(file(), 0, code, detail)));
    }

    void problem(String file, int line, CatalogProblem code, String detail) {
        problems.add(new FileProblem(file, line, code, detail));
    }

    /** What all its routes use. */
    Verbs verbs() {
        return new Verbs(
                reports.stream().flatMap(r -> r.verbs().receives().stream()).toList(),
                reports.stream().flatMap(r -> r.verbs().subscribes().stream()).toList(),
                reports.stream().flatMap(r -> r.verbs().maps().stream()).toList(),
                reports.stream().flatMap(r -> r.verbs().publishes().stream()).toList(),
                reports.stream().flatMap(r -> r.verbs().sends().stream()).toList());
    }

    Stream<RouteReport.Named> directsFrom() {
        return reports.stream().flatMap(r -> r.directsFrom().stream());
    }

    Accepts accepts() {
        var accepts = root().path("accepts");
        return new Accepts(Values.texts(accepts.path("types")), Values.texts(accepts.path("versions")));
    }

    /** All problems, remarks included. */
    List<FileProblem> all() {
        var all = new ArrayList<>(problems);
        all.addAll(remarks);
        return all;
    }
}
