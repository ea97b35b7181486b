package io.sluice.catalog.read;

import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.ConnectedSystem;
import io.sluice.catalog.schema.Defaults;
import io.sluice.catalog.schema.SchemaCheck;
import io.sluice.catalog.schema.Suggestion;
import io.sluice.catalog.yaml.Pointer;
import io.sluice.catalog.yaml.Variables;
import io.sluice.catalog.yaml.YamlDocument;
import io.sluice.message.FileProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code systems/*.yaml} under the environment. */
final class SystemsReader {

    private final SourceFiles files;
    private final Variables variables;
    private final YamlDocument environment;
    private final List<FileProblem> problems;

    /** Whole documents by name of system, for checks between systems. */
    private final Map<String, YamlDocument> documents = new TreeMap<>();

    /** @param environment checked; an empty map when nothing differs */
    SystemsReader(SourceFiles files, Variables variables, YamlDocument environment, List<FileProblem> problems) {
        this.files = files;
        this.variables = variables;
        this.environment = environment;
        this.problems = problems;
    }

    /** The systems without problems. */
    Map<String, ConnectedSystem> read() {
        var names = files.in(Layout.SYSTEMS, ".yaml").toList();
        var systems = new TreeMap<String, ConnectedSystem>();
        for (String file : names) {
            var name = Layout.name(file, ".yaml");
            var found = new ArrayList<FileProblem>();
            system(name, file, found).ifPresent(document -> documents.put(name, document));
            problems.addAll(found);
        }
        unknownInEnvironment(names.stream().map(f -> Layout.name(f, ".yaml")).toList());
        refuseRepetitions();
        refuseStrangers();
        documents.forEach((name, document) -> systems.put(name, SystemMapper.map(name, document.root())));
        return systems;
    }

    private Optional<YamlDocument> system(String name, String file, List<FileProblem> found) {
        if (!name.matches("[a-z][a-z0-9-]*") || file.indexOf('/', Layout.SYSTEMS.length()) >= 0) {
            found.add(new FileProblem(
                    file, 0, CatalogProblem.NAME_INVALID, "systems/<name>.yaml, lower-case letters, digits, hyphens"));
        }
        var part = Pointer.below("/systems", name);
        // What an environment may not change is a problem of the system that it would change.
        found.addAll(SchemaCheck.check("environment", environment.only(part)));
        var parsed = files.yaml(file, found)
                .map(document -> variables.resolve(document, found).under(environment, part));
        parsed.ifPresent(document -> found.addAll(SchemaCheck.check("system", document)));
        if (parsed.isEmpty() || !found.isEmpty()) {
            return Optional.empty();
        }
        var whole = Defaults.fill("system", parsed.get());
        SystemChecks.check(whole, found);
        return found.isEmpty() ? Optional.of(whole) : Optional.empty();
    }

    /** An overlay names only systems, listeners and endpoints that their own files declare. */
    private void unknownInEnvironment(List<String> names) {
        environment.root().path("systems").fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                problems.add(environment.problem(
                        Pointer.below("/systems", name),
                        CatalogProblem.SYSTEM_UNKNOWN,
                        "'" + name + "'" + Suggestion.of(name, names)));
            }
        });
    }

    /** A listener is called by systems that are there. */
    private void refuseStrangers() {
        var names = List.copyOf(documents.keySet());
        documents.entrySet().removeIf(system -> {
            var found = new ArrayList<FileProblem>();
            system.getValue().root().path("listeners").properties().forEach(listener -> {
                var callers = Values.texts(listener.getValue().path("callers"));
                callers.stream()
                        .filter(caller -> !names.contains(caller))
                        .forEach(caller -> found.add(system.getValue()
                                .problem(
                                        Pointer.below("/listeners", listener.getKey()) + "/callers",
                                        CatalogProblem.SYSTEM_UNKNOWN,
                                        "'" + caller + "'" + Suggestion.of(caller, names))));
            });
            problems.addAll(found);
            return !found.isEmpty();
        });
    }

    /** Listener names and ports are unique; the system that comes later by name is refused. */
    private void refuseRepetitions() {
        var names = new HashMap<String, String>();
        var ports = new HashMap<Integer, String>();
        documents.entrySet().removeIf(system -> {
            var found = new ArrayList<FileProblem>();
            system.getValue().root().path("listeners").properties().forEach(listener -> {
                var pointer = Pointer.below("/listeners", listener.getKey());
                var document = system.getValue();
                var here = system.getKey() + "/" + listener.getKey();
                var first = names.putIfAbsent(listener.getKey(), here);
                if (first != null) {
                    found.add(document.problem(
                            pointer,
                            CatalogProblem.NAME_TWICE,
                            "listener '" + listener.getKey() + "', also in " + first));
                }
                var port = listener.getValue().path("port").intValue();
                var taken = port == 0 ? null : ports.putIfAbsent(port, here);
                if (taken != null) {
                    found.add(document.problem(
                            pointer + "/port", CatalogProblem.PORT_TWICE, port + ", also in " + taken));
                }
            });
            problems.addAll(found);
            return !found.isEmpty();
        });
    }
}
