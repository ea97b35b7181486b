package io.sluice.simulator;

import io.sluice.format.hl7.Hl7Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** HL7 v2 sample messages in a folder, one per file. */
record Samples(Path folder) {

    /** What the shipped integrations accept. */
    private static final Set<String> ACCEPTED = Set.of("ADT", "ORU", "OUL", "ORM", "OML", "OMG", "DFT");

    record Sample(String name, byte[] message) {}

    /** Up to so many that a shipped integration takes, spread evenly over the folder. */
    List<Sample> choose(int count) throws IOException {
        List<Sample> accepted;
        try (Stream<Path> files = Files.list(folder)) {
            accepted =
                    files.sorted().map(Samples::read).filter(Samples::accepted).toList();
        }
        int chosen = Math.min(count, accepted.size());
        return Stream.iterate(0, i -> i + 1)
                .limit(chosen)
                .map(i -> accepted.get(i * accepted.size() / chosen))
                .toList();
    }

    private static boolean accepted(Sample sample) {
        return Hl7Header.peek(sample.message)
                .filter(header ->
                        ACCEPTED.contains(header.code()) && !header.controlId().isEmpty())
                .isPresent();
    }

    private static Sample read(Path file) {
        try {
            return new Sample(file.getFileName().toString().replaceFirst("\\.hl7$", ""), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
