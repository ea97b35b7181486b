package io.sluice.catalog.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the schemas where editors find them: completion, explanation and checks while typing. */
public final class SchemaFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SchemaFiles() {}

    /**
     * Writes {@code .vscode/schemas/<name>.schema.json} and the key {@code yaml.schemas} of
     * {@code .vscode/settings.json}; other settings stay.
     *
     * @param project folder that is opened in the editor
     * @return the files written
     * @throws IOException when something cannot be written, or settings.json is not plain JSON (with comments, it is
     *     left as it is)
     */
    public static List<Path> write(Path project) throws IOException {
        var settingsFile = project.resolve(".vscode/settings.json");
        var settings = settings(settingsFile);
        var folder = Files.createDirectories(project.resolve(".vscode/schemas"));
        var written = new ArrayList<Path>();
        var mapping = settings.withObject("/yaml.schemas");
        for (var schema : Schemas.all().entrySet()) {
            var fileName = schema.getKey() + ".schema.json";
            written.add(Files.writeString(folder.resolve(fileName), schema.getValue() + "\n"));
            var globs = mapping.putArray("./.vscode/schemas/" + fileName);
            Schemas.files(schema.getKey()).forEach(glob -> globs.add("**/" + glob));
        }
        written.add(Files.writeString(settingsFile, settings.toPrettyString() + "\n"));
        return written;
    }

    private static ObjectNode settings(Path file) throws IOException {
        if (!Files.exists(file)) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            if (JSON.readTree(Files.readString(file)) instanceof ObjectNode settings) {
                return settings;
            }
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + " is not plain JSON; nothing was written. Take its comments out and repeat", e);
        }
        throw new IOException(file + " is not a JSON object; nothing was written");
    }
}
