package io.sluice.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where an Artemis is, and how clients prove to it who they are: account {@link LocalArtemis#ACCOUNT}.
 *
 * @param url for connection factories
 * @param passwordFile with the password and nothing else
 */
public record BrokerAddress(String url, Path passwordFile) {

    public String password() {
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
