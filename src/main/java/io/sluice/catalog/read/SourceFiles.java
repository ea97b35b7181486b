package io.sluice.catalog.read;

import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.TextFile;
import io.sluice.catalog.yaml.YamlDocument;
import io.sluice.catalog.yaml.YamlParser;
import io.sluice.message.FileProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All files of a source as texts, read once, so that every part of a snapshot is of the same moment. */
final class SourceFiles {

    private static final int LIMIT = 4 * 1024 * 1024;

    private final Map<String, String> texts = new TreeMap<>();
    private final List<FileProblem> problems = new ArrayList<>();

    SourceFiles(CatalogSource source) {
        try {
            for (String file : source.files()) {
                read(source, file);
            }
        } catch (IOException e) {
            problems.add(new FileProblem(".", 0, CatalogProblem.FILE_UNREADABLE, "the folder cannot be listed"));
        }
    }

    /** Files that could not be read at all. */
    List<FileProblem> problems() {
        return List.copyOf(problems);
    }

    Stream<String> in(String folder, String extension) {
        return texts.keySet().stream().filter(f -> f.startsWith(folder) && f.endsWith(extension));
    }

    boolean has(String file) {
        return texts.containsKey(file);
    }

    String text(String file) {
        return texts.get(file);
    }

    TextFile file(String file, String extension) {
        return new TextFile(Layout.name(file, extension), file, texts.get(file));
    }

    Optional<YamlDocument> yaml(String file, List<FileProblem> found) {
        return YamlParser.parse(file, texts.get(file), found);
    }

    private void read(CatalogSource source, String file) {
        try {
            var bytes = source.read(file);
            if (bytes.length > LIMIT) {
                problems.add(new FileProblem(file, 0, CatalogProblem.FILE_UNREADABLE, "it is larger than 4 MiB"));
                return;
            }
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            texts.put(file, text);
        } catch (CharacterCodingException e) {
            // Samples of messages may have any encoding; whoever uses them reads the bytes.
            if (!file.contains("/tests/") || file.endsWith(".yaml")) {
                problems.add(new FileProblem(file, 0, CatalogProblem.FILE_UNREADABLE, "it is not UTF-8"));
            }
        } catch (IOException e) {
            problems.add(new FileProblem(file, 0, CatalogProblem.FILE_UNREADABLE, "it cannot be read"));
        }
    }
}
