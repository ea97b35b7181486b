package io.sluice.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test of {@code docs/reference-tests.md} passes, and fails as the page shows. */
class ReferenceTestsTest {

    private static final String PAGE = "docs/reference-tests.md";

    @TempDir
    Path home;

    private final List<Snippet> snippets = Snippet.of(PAGE);
    private final Snippet test = snippets.getFirst();

    private CommandLineRun run(String text) throws IOException {
        Homes.copyShipped(home, "routes/patient-to-erp/");
        Homes.write(home, test.file(), text);
        return CommandLineRun.of(Map.of("SLUICE_HOME", home.toString()), home, "test", "patient-to-erp");
    }

    @Test
    void everyKeyOfATestStandsOnThePage() throws IOException {
        JsonNode keys = new ObjectMapper()
                .readTree(Path.of("src/main/resources/schemas/test.schema.json").toFile())
                .path("properties");
        String page = Pages.read(PAGE);

        for (String part : List.of("given", "expect")) {
            keys.path(part)
                    .path("properties")
                    .fieldNames()
                    .forEachRemaining(key -> assertThat(page).contains("\n| `" + key + "` |"));
        }
    }

    @Test
    void theExamplePasses() throws IOException {
        CommandLineRun run = run(test.text());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("ok    " + test.file());
    }

    @Test
    void itFailsAsThePageShows() throws IOException {
        String wrong = test.text()
                .replace("firstNames: ADAM", "firstNames: EVE")
                .replaceFirst(" +birthDate: .*\\n  masked", "  masked");

        CommandLineRun run = run(wrong);

        assertThat(run.exitCode()).isEqualTo(1);
        String shown = Homes.linesFrom(run.out(), "FAIL").replaceAll("(?m)^ok .*\\n", "");
        Pages.isCurrent(PAGE, Pages.withLastBlock(Pages.read(PAGE), shown));
    }
}
