package io.sluice.catalog.read;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogProblem;
import io.sluice.message.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The same checks as at start, for the command line and CI.
 *
 * <p>A path may be a folder of the shape of a source, or a folder or file within one; then everything is read, because
 * most checks need it, and only the problems of that path are reported. What a folder lacks comes from the shipped
 * files.
 */
public final class Validation {

    private final CatalogSource shipped;
    private final Map<String, String> env;

    /** @param shipped what lies below the folders that are checked */
    public Validation(CatalogSource shipped, Map<String, String> env) {
        this.shipped = shipped;
        this.env = Map.copyOf(env);
    }

    /** Checks a whole source. */
    public ValidationReport run(CatalogSource source) {
        return new ValidationReport(CatalogReader.read(source, env).problems());
    }

    /** @param paths none: the shipped files under {@code SLUICE_HOME}, if that is set */
    public ValidationReport run(List<Path> paths) {
        if (paths.isEmpty()) {
            var home = env.getOrDefault("SLUICE_HOME", "");
            return run(home.isBlank() ? shipped : shipped.under(new FolderSource(Path.of(home))));
        }
        var problems = new ArrayList<FileProblem>();
        for (Path path : paths) {
            var root = Files.exists(path) ? root(path) : Optional.<Path>empty();
            if (root.isEmpty()) {
                problems.add(new FileProblem(
                        path.toString(),
                        0,
                        CatalogProblem.FILE_MISSING,
                        "a folder with " + String.join(", ", new TreeSet<>(Layout.FOLDERS)) + " or a file within one"));
            } else {
                problems.addAll(within(path, root.get()));
            }
        }
        return new ValidationReport(problems.stream().sorted().distinct().toList());
    }

    private List<FileProblem> within(Path path, Path root) {
        var source = new FolderSource(root);
        Catalog catalog = CatalogReader.read(shipped.under(source), env);
        var prefix = root.toAbsolutePath()
                .normalize()
                .relativize(path.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
        var own = files(source);
        return catalog.problems().stream()
                .filter(p -> prefix.isEmpty()
                        ? own.contains(p.file()) || missing(p)
                        : p.file().equals(prefix) || p.file().startsWith(prefix + "/"))
                .map(p -> new FileProblem(root.resolve(p.file()).toString(), p.line(), p.code(), p.detail()))
                .toList();
    }

    private static boolean missing(FileProblem problem) {
        return problem.code() == CatalogProblem.FILE_MISSING || problem.code() == CatalogProblem.ENVIRONMENT_UNKNOWN;
    }

    private static Set<String> files(CatalogSource source) {
        try {
            return source.files();
        } catch (IOException e) {
            // The reader has reported it; without a list nothing is its own.
            return Set.of();
        }
    }

    /** The nearest folder, from the path upwards, that has the shape of a source. */
    private static Optional<Path> root(Path path) {
        for (Path at = path.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            var folder = at;
            if (Files.isRegularFile(at.resolve(Layout.TIERS))
                    || Layout.FOLDERS.stream().anyMatch(f -> Files.isDirectory(folder.resolve(f)))) {
                return Optional.of(relative(at));
            }
        }
        return Optional.empty();
    }

    /** As authors see it from where they stand; absolute when it lies elsewhere. */
    private static Path relative(Path folder) {
        var here = Path.of("").toAbsolutePath();
        return folder.startsWith(here) ? here.relativize(folder) : folder;
    }
}
