package io.sluice.format.hl7;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sample messages in {@code src/test/resources/samples}. */
public final class Samples {

    private static final Path HL7V2 = Path.of("src/test/resources/samples/hl7v2");

    private Samples() {}

    public static List<Path> all() {
        try (Stream<Path> files = Files.list(HL7V2)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(String name) {
        return bytes(HL7V2.resolve(name));
    }

    public static byte[] bytes(Path sample) {
        try {
            return Files.readAllBytes(sample);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
