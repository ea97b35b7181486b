package io.sluice.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.format.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TryMappingTest {

    private static final Path SAMPLE = Path.of("src/test/resources/samples/hl7v2/ADT-A01-02.hl7");

    @TempDir
    private Path home;

    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void table() throws IOException {
        folder = Files.createDirectories(home.resolve("routes/admissions"));
        Files.createDirectory(folder.resolve("tables"));
        Files.writeString(folder.resolve("tables/sex.csv"), "from,to\nM,male\n");
        Files.createDirectory(home.resolve("tables"));
        Files.writeString(home.resolve("tables/sex.csv"), "from,to\nM,shared\n");
        Files.writeString(home.resolve("tables/class.csv"), "from,to\nI,IMP\n");
    }

    private int run(String name, String mapping, Path sample) throws IOException {
        Path file = Files.writeString(folder.resolve(name), mapping);
        return new TryMapping(file, sample, Set.of("given"), Format.JSON)
                .run(Instant.EPOCH, ZoneOffset.UTC, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsTreeWarningsOutputAndWorklist() throws IOException {
        int code = run(
                "a.jsonata",
                "{'given': $get('PID-5-2'), 'sex': $code('sex', 'X', {'onMissing': 'worklist', 'at': 'PID-8'})}",
                SAMPLE);

        assertThat(code).isZero();
        assertThat(printed())
                .contains("tree: {", "\"segment\" : \"PID\"", "warning: line-feeds")
                .contains("output: {\n  \"given\" : [ \"ADAM\" ]\n}")
                .contains("worklist: sex PID-8 X");
    }

    @Test
    void findsItsOwnTablesBeforeTheSharedOnes() throws IOException {
        assertThat(run("a.jsonata", "$code('sex', 'M') & ' ' & $code('class', 'I')", SAMPLE))
                .isZero();
        assertThat(printed()).contains("output: \"male IMP\"");
    }

    @Test
    void showsTheEditedMessage() throws IOException {
        assertThat(run("a.edit.yaml", "edit: [{set: MSH-5, value: LAB}]", SAMPLE))
                .isZero();
        assertThat(printed()).contains("output: \nMSH|^~\\&|ADTApp|").contains("|LAB|");
    }

    @Test
    void marksThePlaceOfAnError() throws IOException {
        int code = run("a.jsonata", "{\n  'sex': $code('sex', 'X')\n}", SAMPLE);

        assertThat(code).isOne();
        assertThat(printed())
                .contains("error: map.code-unmapped at a.jsonata:2:10 (table 'sex')")
                .contains("    2 |   'sex': $code('sex', 'X')\n                 ^\n")
                .contains("help: Add the code to the table");
    }

    @Test
    void readsJsonSamplesAndSaysWhatIsWrongWithThem() throws IOException {
        Path good = Files.writeString(folder.resolve("good.json"), "{\"a\": 1}");
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"a\": \n1");

        assertThat(run("a.jsonata", "{'b': a + 1}", good)).isZero();
        assertThat(run("a.jsonata", "{'b': a + 1}", bad)).isOne();
        assertThat(printed()).contains("\"b\" : 2").contains("format.json-invalid at line 2");
    }
}
