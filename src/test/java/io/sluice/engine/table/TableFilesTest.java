package io.sluice.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.FolderSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of shared tables in a home, looked at when the test says so. */
class TableFilesTest {

    private static final String WAS = "hl7,fhir\nM,male\n";

    @TempDir
    Path home;

    private TableFiles files;
    private Catalog catalog;
    private int writes;

    @BeforeEach
    void read() throws IOException {
        Files.createDirectories(home.resolve("tables"));
        write("sex", WAS);
        catalog = CatalogReader.read(new FolderSource(home), Map.of());
        files = new TableFiles(Optional.of(home));
        look();
        look();
    }

    /** Each write has a time of its own, however coarse the file system's clock is. */
    private void write(String name, String text) throws IOException {
        Path file = Files.writeString(home.resolve("tables/" + name + ".csv"), text);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(++writes)));
    }

    private void look() {
        catalog = files.over(catalog);
    }

    private String sex() {
        return catalog.tables().get("sex").text();
    }

    @Test
    void whatDoesNotChangeGivesTheVerySameCatalogue() throws IOException {
        assertThat(files.over(catalog)).isSameAs(catalog);

        write("sex", WAS); // touched
        files.over(catalog);

        assertThat(files.over(catalog)).isSameAs(catalog);
    }

    @Test
    void aFileThatIsBeingWrittenIsNotTakenBeforeItRests() throws IOException {
        write("sex", WAS + "F,fem");
        look();
        write("sex", WAS + "F,female\nX,oth");
        look();
        assertThat(sex()).isEqualTo(WAS);
        write("sex", WAS + "F,female\nX,other\n");
        look();
        assertThat(sex()).isEqualTo(WAS);

        look();

        assertThat(sex()).endsWith("X,other\n");
    }

    @Test
    void aTableThatIsNewIsThereAndOneThatIsNoneIsTold() throws IOException {
        write("units", "hl7,ucum\nKG,kg\n");
        write("broken", "one-column\n");
        look();

        look();

        assertThat(catalog.tables()).containsKey("units").doesNotContainKey("broken");
        assertThat(files.problems()).containsOnlyKeys("tables/broken.csv");
        Files.delete(home.resolve("tables/broken.csv"));
        look();
        assertThat(files.problems()).isEmpty();
    }

    @Test
    void aFileThatIsGoneIsToldAndItsTableStays() throws IOException {
        Files.delete(home.resolve("tables/sex.csv"));

        look();

        assertThat(sex()).isEqualTo(WAS);
        assertThat(files.problems().get("tables/sex.csv")).contains("table.file-gone");
        write("sex", WAS);
        look();
        look();
        assertThat(files.problems()).isEmpty();
    }
}
