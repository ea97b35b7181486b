package io.sluice.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.torture.FileDrop.Dropped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the sender of files sees in its folders: each file once in the archive, with a receipt that is settled and whose
 * outcomes add up to the records that the sender has written; nothing left lying about.
 */
final class Paperwork {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECEIPT = ".receipt.json";

    private final Path folder;

    /** @param folder with in, archive, quarantine, receipts and out */
    Paperwork(Path folder) throws IOException {
        this.folder = folder;
        for (String name : List.of("in", "archive", "quarantine", "receipts", "out")) {
            Files.createDirectories(folder.resolve(name));
        }
    }

    /** Whether every file has been taken. */
    boolean allTaken() {
        return list("in").isEmpty();
    }

    /** Whether the last word about every file is said. */
    boolean allSettled(List<Dropped> files) {
        return files.stream()
                .allMatch(file -> receipt(file.name()).path("settled").asBoolean());
    }

    List<String> wrong(List<Dropped> files) {
        List<String> wrong = new ArrayList<>();
        List<String> archived = list("archive");
        files.forEach(file -> wrong(file, archived, wrong));
        list("in").forEach(name -> wrong.add("stuck: file " + name + " was not taken"));
        list("quarantine").forEach(name -> wrong.add("unexplained: " + name + " lies in the quarantine"));
        for (String place : List.of("out", "receipts")) {
            list(place).stream()
                    .filter(name -> name.endsWith(".part"))
                    .forEach(name -> wrong.add("stuck: " + name + " kept its temporary name in " + place));
        }
        return wrong;
    }

    private void wrong(Dropped file, List<String> archived, List<String> wrong) {
        long times =
                archived.stream().filter(name -> name.startsWith(file.name())).count();
        if (times != 1) {
            wrong.add((times == 0 ? "lost: " : "doubled: ") + "file " + file.name() + " is " + times
                    + " times in the archive");
        }
        JsonNode receipt = receipt(file.name());
        long outcomes = 0;
        for (JsonNode count : receipt.path("outcomes")) {
            outcomes += count.asLong();
        }
        boolean balanced =
                receipt.path("settled").asBoolean() && receipt.path("balanced").asBoolean();
        int records = file.records().size();
        if (!balanced || outcomes != records || receipt.path("records").asInt() != records) {
            wrong.add("unbalanced: file %s has %d records, its receipt says %s"
                    .formatted(file.name(), records, receipt.path("outcomes")));
        }
    }

    private JsonNode receipt(String name) {
        try {
            Path file = folder.resolve("receipts").resolve(name + RECEIPT);
            return Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.missingNode();
        } catch (IOException e) {
            return JSON.missingNode(); // being replaced
        }
    }

    private List<String> list(String name) {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
