package io.sluice.catalog.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.schema.SchemaCheck;
import io.sluice.catalog.schema.Suggestion;
import io.sluice.catalog.yaml.Place;
import io.sluice.catalog.yaml.Variables;
import io.sluice.catalog.yaml.YamlDocument;
import io.sluice.message.FileProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code environments/*.yaml}. All are checked, so that a mistake shows before it is needed; one is used. */
final class EnvironmentReader {

    private final SourceFiles files;
    private final Variables variables;
    private final List<FileProblem> problems;

    EnvironmentReader(SourceFiles files, Variables variables, List<FileProblem> problems) {
        this.files = files;
        this.variables = variables;
        this.problems = problems;
    }

    /**
     * @return the overlay; empty when it is not there or not YAML. Then no system may be used, because the addresses in
     *     its own file may be those of another environment.
     */
    Optional<YamlDocument> read(String chosen) {
        var names = files.in(Layout.ENVIRONMENTS, ".yaml")
                .map(f -> Layout.name(f, ".yaml"))
                .toList();
        names.stream().filter(name -> !name.equals(chosen)).forEach(this::checkUnused);
        var file = Layout.ENVIRONMENTS + chosen + ".yaml";
        if (names.contains(chosen)) {
            return used(file);
        }
        // "local" without a file is what the systems say; any other name without one is a mistake.
        if (chosen.equals("local")) {
            return Optional.of(new YamlDocument(file, JsonNodeFactory.instance.objectNode(), Map.of()));
        }
        problems.add(new FileProblem(
                file, 0, CatalogProblem.ENVIRONMENT_UNKNOWN, "'" + chosen + "'" + Suggestion.of(chosen, names)));
        return Optional.empty();
    }

    private Optional<YamlDocument> used(String file) {
        var syntax = new ArrayList<FileProblem>();
        var document = files.yaml(file, syntax);
        problems.addAll(syntax);
        if (document.isEmpty() || !syntax.isEmpty()) {
            return Optional.empty();
        }
        var resolved = variables.resolve(document.get(), problems);
        problems.addAll(SchemaCheck.check("environment", resolved));
        return resolved.root().isObject() ? Optional.of(resolved) : Optional.empty();
    }

    /** Variables of another environment need not be set here; what stands in their place is not judged. */
    private void checkUnused(String name) {
        var unset = new ArrayList<FileProblem>();
        files.yaml(Layout.ENVIRONMENTS + name + ".yaml", problems)
                .map(document -> variables.resolve(document, unset))
                .map(document -> SchemaCheck.check("environment", document))
                .ifPresent(found -> {
                    Set<Place> places = new HashSet<>();
                    unset.forEach(p -> places.add(new Place(p.file(), p.line())));
                    found.stream()
                            .filter(p -> !places.contains(new Place(p.file(), p.line())))
                            .forEach(problems::add);
                });
    }
}
