package io.sluice.catalog.read;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One source over another. A file of the upper one replaces that of the lower one; an integration is replaced as a
 * whole folder, because a mix of two versions of its files would be a third one that nobody wrote.
 */
final class LayeredSource implements CatalogSource {

    private final CatalogSource lower;
    private final CatalogSource upper;

    LayeredSource(CatalogSource lower, CatalogSource upper) {
        this.lower = lower;
        this.upper = upper;
    }

    @Override
    public SortedSet<String> files() throws IOException {
        var files = new TreeSet<>(upper.files());
        var replaced = files.stream()
                .filter(f -> f.startsWith(Layout.ROUTES))
                .map(LayeredSource::folder)
                .collect(Collectors.toSet());
        lower.files().stream()
                .filter(f -> !f.startsWith(Layout.ROUTES) || !replaced.contains(folder(f)))
                .forEach(files::add);
        return files;
    }

    @Override
    public byte[] read(String file) throws IOException {
        try {
            return upper.read(file);
        } catch (NoSuchFileException | FileNotFoundException e) {
            return lower.read(file);
        }
    }

    /** {@code routes/admissions} of {@code routes/admissions/tests/a01.yaml}. */
    private static String folder(String file) {
        int slash = file.indexOf('/', Layout.ROUTES.length());
        return slash < 0 ? file : file.substring(0, slash);
    }
}
