package io.sluice.catalog.read;

import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.HttpOperation;
import io.sluice.catalog.Sensitivity;
import io.sluice.catalog.TextFile;
import io.sluice.catalog.lint.LogRules;
import io.sluice.catalog.lint.RouteLinter;
import io.sluice.catalog.schema.Defaults;
import io.sluice.catalog.schema.SchemaCheck;
import io.sluice.catalog.yaml.YamlDocument;
import io.sluice.message.FileProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the folder of one integration, each file by itself. */
final class DraftReader {

    private static final String ROUTE = ".camel.yaml";
    private static final String EDIT = ".edit.yaml";
    private static final String NORMALISE = ".normalise.yaml";
    private static final String OPENAPI = ".openapi.yaml";

    private final SourceFiles files;
    private final String name;
    private final String folder;
    private final List<FileProblem> problems = new ArrayList<>();
    private final List<FileProblem> remarks = new ArrayList<>();

    private DraftReader(SourceFiles files, String name) {
        this.files = files;
        this.name = name;
        this.folder = Layout.ROUTES + name + "/";
    }

    /** Names of the folders in {@code routes/}. */
    static List<String> names(SourceFiles files) {
        return files.in(Layout.ROUTES, "")
                .map(f -> f.substring(Layout.ROUTES.length()))
                .filter(f -> f.contains("/"))
                .map(f -> f.substring(0, f.indexOf('/')))
                .distinct()
                .toList();
    }

    static Draft read(SourceFiles files, String name) {
        return new DraftReader(files, name).draft();
    }

    private Draft draft() {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            problems.add(
                    new FileProblem(folder, 0, CatalogProblem.NAME_INVALID, "lower-case letters, digits and hyphens"));
        }
        var parsed = document();
        var schemaProblems =
                parsed.map(d -> SchemaCheck.check("integration", d)).orElse(List.of());
        problems.addAll(schemaProblems);
        boolean shaped = parsed.isPresent() && problems.isEmpty();
        var document = shaped ? parsed.map(d -> Defaults.fill("integration", d)) : parsed;
        var routes = here(ROUTE).map(f -> files.file(f, ROUTE)).toList();
        if (routes.isEmpty()) {
            problems.add(new FileProblem(folder, 0, CatalogProblem.FILE_MISSING, "a route, " + folder + name + ROUTE));
        }
        var rules = logRules(document);
        var reports = routes.stream().map(r -> RouteLinter.lint(r, rules)).toList();
        reports.forEach(r -> problems.addAll(r.problems()));
        var mappings = mappings();
        var tests = files.in(folder + "tests/", ".yaml")
                .map(f -> files.file(f, ".yaml"))
                .toList();
        tests.forEach(t -> schema("test", t.file(), remarks));
        var tables = new TreeMap<String, TextFile>();
        files.in(folder + "tables/", ".csv").forEach(f -> tables.put(Layout.name(f, ".csv"), files.file(f, ".csv")));
        return new Draft(
                name,
                document,
                shaped,
                routes,
                reports,
                mappings,
                tables,
                tests,
                operations(document, shaped),
                problems,
                remarks);
    }

    private Optional<YamlDocument> document() {
        var file = folder + Layout.INTEGRATION;
        if (!files.has(file)) {
            problems.add(new FileProblem(
                    file, 0, CatalogProblem.FILE_MISSING, "owner, criticality, sensitivity and latency stand in it"));
            return Optional.empty();
        }
        return files.yaml(file, problems);
    }

    private Map<String, TextFile> mappings() {
        var mappings = new TreeMap<String, TextFile>();
        for (String extension : List.of(".jsonata", EDIT, NORMALISE)) {
            here(extension).map(f -> files.file(f, extension)).forEach(mapping -> {
                var other = mappings.put(mapping.name(), mapping);
                if (other != null) {
                    problems.add(new FileProblem(mapping.file(), 0, CatalogProblem.NAME_TWICE, "also " + other.file()));
                }
            });
        }
        here(EDIT).forEach(f -> schema("edit", f, problems));
        here(NORMALISE).forEach(f -> schema("normalise", f, problems));
        return mappings;
    }

    private List<HttpOperation> operations(Optional<YamlDocument> document, boolean shaped) {
        var operations = new ArrayList<HttpOperation>();
        here(OPENAPI)
                .forEach(f ->
                        files.yaml(f, problems).ifPresent(d -> operations.addAll(OpenApiReader.read(d, problems))));
        document.filter(d -> shaped && d.root().has("http")).ifPresent(d -> {
            var node = d.root().get("http");
            var method = node.get("method").textValue();
            var path = node.get("path").textValue();
            operations.add(new HttpOperation(method + " " + path, method, path, List.of()));
        });
        return operations;
    }

    private void schema(String schema, String file, List<FileProblem> to) {
        files.yaml(file, to).ifPresent(document -> to.addAll(SchemaCheck.check(schema, document)));
    }

    /** As strict as for PHI while the sensitivity is not known. */
    private static LogRules logRules(Optional<YamlDocument> document) {
        return document.filter(d -> d.root().path("sensitivity").isTextual())
                .flatMap(d -> Stream.of(Sensitivity.values())
                        .filter(s ->
                                s.word().equals(d.root().path("sensitivity").textValue()))
                        .findFirst()
                        .map(s -> new LogRules(s, strings(d))))
                .orElse(LogRules.STRICT);
    }

    private static Map<String, String> strings(YamlDocument document) {
        var fields = new TreeMap<String, String>();
        document.root().path("fields").properties().stream()
                .filter(e -> e.getValue().isTextual())
                .forEach(e -> fields.put(e.getKey(), e.getValue().textValue()));
        return fields;
    }

    /** Files directly in the folder. */
    private Stream<String> here(String extension) {
        return files.in(folder, extension).filter(f -> f.indexOf('/', folder.length()) < 0);
    }
}
