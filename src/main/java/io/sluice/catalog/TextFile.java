package io.sluice.catalog;

import io.sluice.message.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * A file of an integration or a code table, as it was when the catalogue was read.
 *
 * @param name what routes call it: {@code adt-to-patient} for {@code routes/admissions/adt-to-patient.jsonata}
 * @param file path from the root of the source, for problems and traces
 */
public record TextFile(String name, String file, String text) {

    /** The first 12 hex digits of SHA-256: equal texts, equal versions, on every node. */
    public String version() {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }

    /**
     * The last extension with its dot, {@code .jsonata}, {@code .csv}; for {@code x.edit.yaml} it is
     * {@code .edit.yaml}.
     */
    public String extension() {
        int slash = file.lastIndexOf('/');
        int dot = file.indexOf('.', slash + 1);
        return dot < 0 ? "" : file.substring(dot);
    }
}
