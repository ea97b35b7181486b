package io.sluice.catalog.read;

import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.schema.Suggestion;
import io.sluice.catalog.yaml.Pointer;
import io.sluice.catalog.yaml.YamlDocument;
import io.sluice.message.FileProblem;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The integrations that an environment does without: {@code integrations: {<name>: {deployed: false}}}. */
final class NotDeployed {

    private static final String INTEGRATIONS = "integrations";

    private NotDeployed() {}

    /** @param known names of all integrations; another one is a problem */
    static Set<String> in(YamlDocument environment, List<String> known, List<FileProblem> problems) {
        Set<String> absent = new TreeSet<>();
        environment.root().path(INTEGRATIONS).properties().forEach(entry -> {
            String name = entry.getKey();
            if (!known.contains(name)) {
                problems.add(environment.problem(
                        Pointer.below("/" + INTEGRATIONS, name),
                        CatalogProblem.INTEGRATION_UNKNOWN,
                        "'" + name + "'" + Suggestion.of(name, known)));
            } else if (!entry.getValue().path("deployed").asBoolean(true)) {
                absent.add(name);
            }
        });
        return absent;
    }
}
