package io.sluice.files;

import io.sluice.catalog.SecretRef;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads secrets where the catalogue says that they are, each time anew, so that a renewed one counts at once. */
final class SecretText {

    private SecretText() {}

    /** @throws ProblemException {@link FilesProblem#SECRET_MISSING} with the reference, never the value */
    static byte[] read(SecretRef ref) {
        try {
            String value =
                    ref.scheme().equals("env") ? System.getenv(ref.name()) : Files.readString(Path.of(ref.name()));
            if (value == null || value.isBlank()) {
                throw new ProblemException(FilesProblem.SECRET_MISSING, ref.toString());
            }
            return value.strip().concat("\n").getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProblemException(FilesProblem.SECRET_MISSING, ref.toString(), e);
        }
    }
}
