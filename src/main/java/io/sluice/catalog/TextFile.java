package io.sluice.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of an integration or a code table, as it was when the catalogue was read.
 *
 * @param name what routes call it: {@code adt-to-patient} for {@code routes/admissions/adt-to-patient.jsonata}
 * @param file path from the root of the source, for problems and traces
 */
public record TextFile(String name, String file, String text) {

    /** The first 12 hex digits of SHA-256: equal texts, equal versions, on every node. */
    public String version() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256 (java.security.MessageDigest)", e);
        }
    }

    /** The last extension with its dot, {@code .jsonata}, {@code .csv}; for {@code x.edit.yaml} it is {@code .edit.yaml}. */
    public String extension() {
        int slash = file.lastIndexOf('/');
        int dot = file.indexOf('.', slash + 1);
        return dot < 0 ? "" : file.substring(dot);
    }
}
