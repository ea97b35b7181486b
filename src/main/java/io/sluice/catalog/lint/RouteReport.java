package io.sluice.catalog.lint;

import io.sluice.catalog.Verbs;
import io.sluice.catalog.yaml.Place;
import io.sluice.message.FileProblem;
import java.util.List;

/**
 * What the linter saw in one route file.
 *
 * @param routeIds ids with their places
 * @param directsFrom names of {@code from: direct:...}
 * @param directsTo names of {@code to: direct:...}
 */
public record RouteReport(
        List<FileProblem> problems, Verbs verbs, List<Named> routeIds, List<Named> directsFrom, List<Named> directsTo) {

    /** A name and where it stands. */
    public record Named(String name, Place place) {}

    public RouteReport {
        problems = List.copyOf(problems);
        routeIds = List.copyOf(routeIds);
        directsFrom = List.copyOf(directsFrom);
        directsTo = List.copyOf(directsTo);
    }
}
