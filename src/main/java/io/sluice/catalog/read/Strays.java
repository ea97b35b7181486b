package io.sluice.catalog.read;

import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.schema.Schemas;
import io.sluice.message.FileProblem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** YAML files that nothing reads because of their name, such as {@code integration.yml}: a silent mistake otherwise. */
final class Strays {

    private static final List<PathMatcher> KNOWN = Stream.concat(
                    Schemas.NAMES.stream().flatMap(name -> Schemas.files(name).stream()),
                    Stream.of("routes/*/*.camel.yaml", "routes/*/*.openapi.yaml", "routes/*/tests/**"))
            .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
            .toList();

    private Strays() {}

    static List<FileProblem> in(SourceFiles files) {
        return Stream.concat(files.in("", ".yaml"), files.in("", ".yml"))
                .filter(file -> KNOWN.stream().noneMatch(known -> known.matches(Path.of(file))))
                .map(file -> new FileProblem(file, 0, CatalogProblem.FILE_STRAY, ""))
                .toList();
    }
}
