package io.sluice.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaFilesTest {

    @TempDir
    Path project;

    @Test
    void writesASchemaForEveryFileAndTellsTheEditor() throws IOException {
        var written = SchemaFiles.write(project);

        assertThat(written).hasSize(Schemas.NAMES.size() + 1).allMatch(Files::exists);
        var mapping = new ObjectMapper()
                .readTree(project.resolve(".vscode/settings.json").toFile())
                .get("yaml.schemas");
        assertThat(mapping.get("./.vscode/schemas/integration.schema.json")
                        .get(0)
                        .textValue())
                .isEqualTo("**/routes/*/integration.yaml");
        mapping.fieldNames()
                .forEachRemaining(file -> assertThat(project.resolve(file)).exists());
    }

    @Test
    void leavesOtherSettingsAsTheyAre() throws IOException {
        var settings = Files.createDirectories(project.resolve(".vscode")).resolve("settings.json");
        Files.writeString(settings, "{\"editor.tabSize\": 2, \"yaml.schemas\": {\"other.json\": [\"x.yaml\"]}}");

        SchemaFiles.write(project);
        SchemaFiles.write(project);

        var after = new ObjectMapper().readTree(settings.toFile());
        assertThat(after.get("editor.tabSize").intValue()).isEqualTo(2);
        assertThat(after.get("yaml.schemas").has("other.json")).isTrue();
        assertThat(after.get("yaml.schemas")).hasSize(Schemas.NAMES.size() + 1);
    }

    @Test
    void doesNotDestroySettingsThatItCannotRead() throws IOException {
        var settings = Files.createDirectories(project.resolve(".vscode")).resolve("settings.json");
        Files.writeString(settings, "{ // mine\n}");

        assertThatThrownBy(() -> SchemaFiles.write(project))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing was written");
        assertThat(settings).hasContent("{ // mine\n}");
        assertThat(project.resolve(".vscode/schemas")).doesNotExist();
    }
}
