package io.sluice.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

    @TempDir
    Path folder;

    @Test
    void aFolderGivesTheFilesThatBelongToACatalogue() throws IOException {
        write(
                "tiers.yaml",
                "routes/a/integration.yaml",
                "routes/a/tests/x.yaml",
                "routes/.git/x",
                "notes.txt",
                "db/x.sql");

        assertThat(new FolderSource(folder).files())
                .containsExactly("routes/a/integration.yaml", "routes/a/tests/x.yaml", "tiers.yaml");
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() throws IOException {
        assertThat(new FolderSource(folder.resolve("none")).files()).isEmpty();
    }

    @Test
    void followsLinksAsKubernetesMountsThem() throws IOException {
        write("..data/tiers.yaml");
        Files.createSymbolicLink(folder.resolve("tiers.yaml"), Path.of("..data/tiers.yaml"));

        assertThat(new FolderSource(folder).files()).containsExactly("tiers.yaml");
    }

    @Test
    void anOuterIntegrationReplacesTheShippedFolderAsAWhole() throws IOException {
        var lower = new TestSource()
                .with("routes/a/integration.yaml", "old")
                .with("routes/a/old.jsonata", "old")
                .with("routes/b/integration.yaml", "old")
                .with("systems/ehr.yaml", "old")
                .with("systems/lab.yaml", "old");
        var source = lower.under(
                new TestSource().with("routes/a/integration.yaml", "new").with("systems/ehr.yaml", "new"));

        assertThat(source.files())
                .containsExactly(
                        "routes/a/integration.yaml",
                        "routes/b/integration.yaml",
                        "systems/ehr.yaml",
                        "systems/lab.yaml");
        assertThat(source.read("routes/a/integration.yaml")).asString().isEqualTo("new");
        assertThat(source.read("systems/ehr.yaml")).asString().isEqualTo("new");
        assertThat(source.read("systems/lab.yaml")).asString().isEqualTo("old");
    }

    @Test
    void readsWhatShipsFromAJar() throws IOException {
        var jar = folder.resolve("with space.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : new String[] {"schemas/integration.schema.json", "tiers.yaml", "other/x.yaml"}) {
                out.putNextEntry(new JarEntry(name));
                out.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }

        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            var source = new ShippedSource(loader);

            assertThat(source.files()).containsExactly("tiers.yaml");
            assertThat(source.read("tiers.yaml")).asString().isEqualTo("tiers.yaml");
        }
    }

    @Test
    void everythingThatShipsIsWithoutProblems() throws IOException {
        var catalog = CatalogReader.read(new ShippedSource(), Map.of());

        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.refused()).isEmpty();
        assertThat(catalog.integrations())
                .containsKeys(
                        "admissions",
                        "results",
                        "orders",
                        "charges",
                        "patient-to-erp",
                        "charges-to-erp",
                        "results-to-archive",
                        "adt-to-lab");
    }

    @Test
    void theShippedTiersReallyDiffer() throws IOException {
        var tiers = CatalogReader.read(new ShippedSource(), Map.of()).tiers();

        assertThat(tiers).containsOnlyKeys(1, 2, 3, 4);
        assertThat(tiers.values()).extracting("retries").doesNotHaveDuplicates();
        assertThat(tiers.values()).extracting("breaker").doesNotHaveDuplicates();
        assertThat(tiers.values()).extracting("failModes").doesNotHaveDuplicates();
        assertThat(tiers.values()).extracting("orderStrict").contains(true, false);
    }

    private void write(String... files) throws IOException {
        for (String file : files) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), "x");
        }
    }
}
