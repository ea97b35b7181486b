package io.sluice.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.lint.AllowedSteps;
import io.sluice.catalog.lint.EngineHeaders;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.CatalogSource;
import io.sluice.catalog.read.FolderSource;
import io.sluice.catalog.read.ShippedSource;
import io.sluice.engine.testing.TestSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The integrations of {@code docs/integrations.md} start and pass their tests; its tables say what the linter says. */
class IntegrationsTest {

    private static final String PAGE = "docs/integrations.md";

    @TempDir
    Path home;

    private CatalogSource files() throws IOException {
        for (Snippet snippet : Snippet.of(PAGE)) {
            if (snippet.isFile()) {
                Homes.write(home, snippet.file(), snippet.text());
            }
        }
        return new ShippedSource().under(new FolderSource(home));
    }

    @Test
    void theIntegrationsOfThePageHaveNoProblemsInAnyEnvironment() throws IOException {
        CatalogSource files = files();

        for (String environment : List.of("local", "test")) {
            Catalog catalog = CatalogReader.read(files, Map.of("SLUICE_ENV", environment));

            assertThat(catalog.problems()).as(environment).isEmpty();
            assertThat(catalog.integrations()).containsKeys("registrations", "patient-to-portal");
            assertThat(environment.equals("test") ? catalog.notDeployed() : catalog.integrations())
                    .containsKey("registrations-to-registry");
        }
    }

    @Test
    void theTestsOfThePagePass() throws IOException {
        CatalogSource files = files();
        Catalog catalog = CatalogReader.read(files, Map.of());

        List<TestSuite.Result> results =
                TestSuite.run(catalog, files, name -> Files.exists(home.resolve("routes/" + name)));

        assertThat(results)
                .hasSize(6)
                .allSatisfy(result ->
                        assertThat(result.differences()).as(result.file()).isEmpty());
    }

    @Test
    void theTableOfRefusedElementsSaysWhatTheLinterSays() {
        String page = Pages.read(PAGE);
        String current = Pattern.compile("(?m)^\\| (`[a-zA-Z]+`(?:, `[a-zA-Z]+`)*) \\| .*\\|$")
                .matcher(page.substring(
                        page.indexOf("## What a route may contain"), page.indexOf("A `jsonpath` that finds nothing")))
                .replaceAll(row -> java.util.regex.Matcher.quoteReplacement(
                        "| " + row.group(1) + " | " + replacement(row.group(1)) + " |"));

        Pages.isCurrent(
                PAGE,
                page.substring(0, page.indexOf("## What a route may contain"))
                        + current
                        + page.substring(page.indexOf("A `jsonpath` that finds nothing")));
    }

    private static String replacement(String names) {
        List<String> texts = Pattern.compile("`(\\w+)`")
                .matcher(names)
                .results()
                .map(name -> AllowedSteps.replacement(name.group(1)).orElseThrow())
                .distinct()
                .toList();
        assertThat(texts).as(names).hasSize(1);
        return texts.getFirst().replace("<", "&lt;");
    }

    @Test
    void thePageNamesEveryAllowedStepLanguageAndHeader() {
        String page = Pages.read(PAGE);

        assertThat(AllowedSteps.steps().stream().filter(step -> !step.equals("to")))
                .allSatisfy(step -> assertThat(page).contains("`" + step));
        assertThat(AllowedSteps.languages())
                .allSatisfy(language -> assertThat(page).contains("`" + language + "`"));
        assertThat(EngineHeaders.ALL).allSatisfy(header -> assertThat(page).contains("`" + header + "`"));
    }
}
