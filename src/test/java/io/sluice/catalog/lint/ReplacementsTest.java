package io.sluice.catalog.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReplacementsTest {

    private static final Pattern NAME = Pattern.compile("`([A-Za-z]+)`");

    @Test
    void thePageSaysWhatTheLinterSays() throws IOException {
        List<String[]> rows = Files.readString(Path.of("docs/integrations.md"))
                .lines()
                .dropWhile(line -> !line.equals("| refused | write instead |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split(" *\\| *"))
                .toList();

        assertThat(rows).hasSizeGreaterThan(10).allSatisfy(row -> {
            String replacement = row[2].replace("&lt;", "<");
            assertThat(NAME.matcher(row[1]).results().map((MatchResult found) -> found.group(1)))
                    .isNotEmpty()
                    .allSatisfy(
                            name -> assertThat(Replacements.of(name)).as(name).contains(replacement));
        });
    }
}
