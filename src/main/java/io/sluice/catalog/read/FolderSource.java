package io.sluice.catalog.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** A folder on disk, for example {@code SLUICE_HOME}. Links are followed, because Kubernetes mounts files as links. */
public final class FolderSource implements CatalogSource {

    /** {@code routes/<name>/tests/<file>}: nothing of interest lies deeper, and loops of links end here. */
    private static final int DEPTH = 5;

    private final Path root;

    public FolderSource(Path root) {
        this.root = root;
    }

    @Override
    public SortedSet<String> files() throws IOException {
        if (!Files.isDirectory(root)) {
            return Collections.emptySortedSet();
        }
        var files = new TreeSet<String>();
        try (var walk = Files.walk(root, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            walk.filter(Files::isRegularFile)
                    .map(this::relative)
                    .filter(FolderSource::visible)
                    .forEach(files::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return files;
    }

    @Override
    public byte[] read(String file) throws IOException {
        return Files.readAllBytes(root.resolve(file));
    }

    private String relative(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    private static boolean visible(String path) {
        return Layout.belongs(path) && !path.startsWith(".") && !path.contains("/.");
    }
}
