package io.sluice.catalog.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.Verbs;
import io.sluice.catalog.yaml.Place;
import io.sluice.catalog.yaml.YamlDocument;
import io.sluice.message.FileProblem;
import java.util.ArrayList;
import java.util.List;

/** What has been found so far in the file that is being judged. */
final class Findings {

    private final YamlDocument document;
    private final List<FileProblem> problems = new ArrayList<>();

    final List<Verbs.Receive> receives = new ArrayList<>();
    final List<Verbs.Subscribe> subscribes = new ArrayList<>();
    final List<Verbs.Use> maps = new ArrayList<>();
    final List<Verbs.Use> publishes = new ArrayList<>();
    final List<Verbs.Send> sends = new ArrayList<>();
    final List<RouteReport.Named> routeIds = new ArrayList<>();
    final List<RouteReport.Named> directsFrom = new ArrayList<>();
    final List<RouteReport.Named> directsTo = new ArrayList<>();

    Findings(YamlDocument document) {
        this.document = document;
    }

    JsonNode at(String pointer) {
        return document.root().at(pointer);
    }

    Place place(String pointer) {
        return document.place(pointer);
    }

    void problem(String pointer, CatalogProblem code, String detail) {
        problems.add(document.problem(pointer, code, detail));
    }

    /** A refused element with what to write instead. */
    void refused(String pointer, CatalogProblem code, String element, String replacement) {
        problem(pointer, code, "'" + element + "' → " + replacement);
    }

    RouteReport report() {
        return new RouteReport(
                problems.stream().sorted().distinct().toList(),
                new Verbs(receives, subscribes, maps, publishes, sends),
                routeIds,
                directsFrom,
                directsTo);
    }
}
