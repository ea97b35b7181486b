package io.sluice.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.format.Format;
import io.sluice.format.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every example of {@code docs/reference-mapping.md}. */
class ReferenceMappingTest {

    private static final String PAGE = page();
    private static final Pattern ROW = Pattern.compile("^\\| (`+)(\\S.*?) ?\\1 \\| `([^`]+)` \\|$", Pattern.MULTILINE);

    private static String page() {
        try {
            return Files.readString(Path.of("docs/reference-mapping.md"));
        } catch (IOException missing) {
            throw new IllegalStateException("the page is part of the project", missing);
        }
    }

    private static List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(PAGE)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static MapContext context() {
        byte[] message = blocks("hl7").getFirst().replace('\n', '\r').getBytes(StandardCharsets.UTF_8);
        return new MapContext(
                MapSource.of(message, Format.HL7V2),
                Instant.parse("2026-01-05T15:15:01.250Z"),
                ZoneId.of("America/New_York"),
                null,
                Map.of("mrn", "111"));
    }

    private static CodeTables tables() {
        byte[] gender = blocks("csv").getFirst().getBytes(StandardCharsets.UTF_8);
        return new CodeTables(Map.of("gender", CodeTable.read("gender", gender)));
    }

    static List<Arguments> examples() {
        List<MatchResult> rows = ROW.matcher(PAGE).results().toList();
        assertThat(rows).hasSizeGreaterThan(30);
        return rows.stream()
                .map(row -> Arguments.of(row.group(2), row.group(3)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleGivesWhatThePageSays(String expression, String json) {
        Object expected = Json.read(json.getBytes(StandardCharsets.UTF_8));

        MapResult result =
                Mappings.compile("example.jsonata", expression, tables()).run(context());

        assertThat(Json.write(result.tree()))
                .asString()
                .isEqualTo(new String(Json.write(expected), StandardCharsets.UTF_8));
    }

    @Test
    void theMessageOfThePageIsWritten() {
        MapResult result = Mappings.compile("example.jsonata", blocks("jsonata").getFirst(), tables(), MapOptions.HL7V2)
                .run(context());

        assertThat(lines(result)).isEqualTo(blocks("hl7").get(1));
    }

    @Test
    void theEditsOfThePageAreMade() {
        MapResult result = Mappings.compile("example.edit.yaml", blocks("yaml").getFirst(), tables())
                .run(context());

        assertThat(lines(result)).startsWith(blocks("hl7").get(2) + "ORC|RE|P1\n");
    }

    private static String lines(MapResult result) {
        return new String(result.bytes(), StandardCharsets.UTF_8).replace('\r', '\n');
    }
}
