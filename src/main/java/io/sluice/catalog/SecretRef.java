package io.sluice.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a secret is kept, never the secret: {@code env:ERP_TOKEN} or {@code file:/run/secrets/erp-token}.
 *
 * @param scheme {@code env} or {@code file}
 * @param name variable or path
 */
public record SecretRef(String scheme, String name) {

    /** @throws IllegalArgumentException when it is not {@code scheme:name}; the schemas allow nothing else */
    public static SecretRef of(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException("a secret reference is env:NAME or file:PATH");
        }
        return new SecretRef(text.substring(0, colon), text.substring(colon + 1));
    }

    /** What it stands for, read anew each time, so that a renewed secret counts at once; empty when it is not there. */
    public Optional<String> value() {
        String found = switch (scheme) {
            case "env" -> System.getenv(name);
            case "file" -> content();
            default -> null;
        };
        return Optional.ofNullable(found).map(String::strip).filter(value -> !value.isEmpty());
    }

    private String content() {
        try {
            return Files.readString(Path.of(name));
        } catch (IOException e) {
            return null; // the caller says that it is missing, by its name
        }
    }

    @Override
    public String toString() {
        return scheme + ":" + name;
    }
}
