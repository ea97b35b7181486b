package io.sluice.docs;

import io.sluice.catalog.read.CatalogSource;
import io.sluice.catalog.read.ShippedSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of the shape of {@code SLUICE_HOME}, made of snippets. */
final class Homes {

    private Homes() {}

    static void write(Path home, String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Copies what ships below a folder, to be changed there. */
    static void copyShipped(Path home, String folder) throws IOException {
        CatalogSource shipped = new ShippedSource();
        for (String file : shipped.files()) {
            if (file.startsWith(folder)) {
                write(home, file, new String(shipped.read(file), StandardCharsets.UTF_8));
            }
        }
    }

    /** What was printed, from the first line that begins so. */
    static String linesFrom(String printed, String begin) {
        return printed.substring(printed.indexOf(begin)).strip() + "\n";
    }
}
