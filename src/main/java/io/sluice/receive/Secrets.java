package io.sluice.receive;

import io.sluice.catalog.SecretRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads secrets where the catalogue says that they are. */
public final class Secrets {

    private Secrets() {}

    /** Empty when it is not there, cannot be read or is blank: whoever needs it lets nobody in. */
    public static Optional<String> read(SecretRef reference) {
        try {
            String value = reference.scheme().equals("env")
                    ? System.getenv(reference.name())
                    : Files.readString(Path.of(reference.name()));
            return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
