package io.sluice.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line finds where it is called.
 *
 * @param env environment variables
 * @param folder working folder
 */
record Surroundings(Map<String, String> env, Path folder, ZoneId zone) {

    private static final List<String> ROLES = List.of("operator", "analyst", "viewer");

    static Surroundings here() {
        return new Surroundings(System.getenv(), Path.of("").toAbsolutePath(), ZoneId.systemDefault());
    }

    String url() {
        return env.getOrDefault("SLUICE_URL", "http://127.0.0.1:" + env.getOrDefault("SLUICE_HTTP_PORT", "8080"));
    }

    /** {@code SLUICE_TOKEN}, else the token of the highest role that this user may read in the data folder. */
    Optional<String> token() {
        String given = env.getOrDefault("SLUICE_TOKEN", "");
        return given.isBlank() ? data().flatMap(Surroundings::token) : Optional.of(given.strip());
    }

    private static Optional<String> token(Path data) {
        return ROLES.stream()
                .map(role -> data.resolve("tokens").resolve(role + ".jwt"))
                .filter(Files::isReadable)
                .findFirst()
                .map(file -> {
                    try {
                        return Files.readString(file).strip();
                    } catch (IOException e) {
                        throw new CommandFailed(CommandFailed.FOUND, "cannot read " + file);
                    }
                });
    }

    /** {@code SLUICE_DATA}, else the nearest {@code .sluice} from here upwards. */
    private Optional<Path> data() {
        String given = env.getOrDefault("SLUICE_DATA", "");
        if (!given.isBlank()) {
            return Optional.of(folder.resolve(given));
        }
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(".sluice"))) {
                return Optional.of(at.resolve(".sluice"));
            }
        }
        return Optional.empty();
    }
}
