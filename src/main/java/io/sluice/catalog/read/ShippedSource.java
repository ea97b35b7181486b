package io.sluice.catalog.read;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarFile;

/** The files that ship: in the jar of the engine, or in its class folder while it is being developed. */
public final class ShippedSource implements CatalogSource {

    /** A resource that stands only beside the shipped files, so that it tells which jar or folder to list. */
    private static final String MARKER = "schemas/integration.schema.json";

    private final CatalogSource source;

    public ShippedSource() throws IOException {
        this(Thread.currentThread().getContextClassLoader());
    }

    ShippedSource(ClassLoader loader) throws IOException {
        var marker = loader.getResource(MARKER);
        if (marker == null) {
            throw new FileNotFoundException("resource " + MARKER + " is missing from the class path");
        }
        source = marker.getProtocol().equals("jar") ? new JarSource(jar(marker)) : folder(marker);
    }

    @Override
    public SortedSet<String> files() throws IOException {
        return source.files();
    }

    @Override
    public byte[] read(String file) throws IOException {
        return source.read(file);
    }

    private static CatalogSource folder(URL marker) throws IOException {
        try {
            return new FolderSource(Path.of(marker.toURI()).getParent().getParent());
        } catch (URISyntaxException e) {
            throw new IOException("the class path holds a location that is no URI", e);
        }
    }

    private static Path jar(URL marker) throws IOException {
        if (marker.openConnection() instanceof JarURLConnection connection) {
            return Path.of(URI.create(connection.getJarFileURL().toString()));
        }
        // The class loader of the packaged engine has connections of its own; its URLs have the usual form.
        var text = marker.getFile();
        return Path.of(URI.create(text.substring(0, text.indexOf("!/"))));
    }

    /** @param path of the jar; opened for each use, because it is read twice in the life of an engine */
    private record JarSource(Path path) implements CatalogSource {

        @Override
        public SortedSet<String> files() throws IOException {
            try (var jar = new JarFile(path.toFile())) {
                var files = new TreeSet<String>();
                jar.stream()
                        .filter(entry -> !entry.isDirectory() && Layout.belongs(entry.getName()))
                        .forEach(entry -> files.add(entry.getName()));
                return files;
            }
        }

        @Override
        public byte[] read(String file) throws IOException {
            try (var jar = new JarFile(path.toFile())) {
                var entry = jar.getEntry(file);
                if (entry == null) {
                    throw new FileNotFoundException(file);
                }
                try (var in = jar.getInputStream(entry)) {
                    return in.readAllBytes();
                }
            }
        }
    }
}
