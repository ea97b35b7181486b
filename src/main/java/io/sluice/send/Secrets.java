package io.sluice.send;

import io.sluice.catalog.SecretRef;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads secrets where the catalogue says that they are, each time anew, so that a renewed one counts at once. */
final class Secrets {

    private Secrets() {}

    /** @throws ProblemException {@link SendProblem#SECRET_MISSING} with the reference, never the value */
    static String read(SecretRef ref) {
        String value = switch (ref.scheme()) {
            case "env" -> System.getenv(ref.name());
            case "file" -> content(ref);
            default -> null;
        };
        if (value == null || value.isBlank()) {
            throw new ProblemException(SendProblem.SECRET_MISSING, ref.toString());
        }
        return value.strip();
    }

    private static String content(SecretRef ref) {
        try {
            return Files.readString(Path.of(ref.name()));
        } catch (IOException e) {
            throw new ProblemException(SendProblem.SECRET_MISSING, ref.toString(), e);
        }
    }
}
