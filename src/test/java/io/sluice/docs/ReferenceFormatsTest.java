package io.sluice.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.format.Format;
import io.sluice.format.Layouts;
import io.sluice.format.json.Json;
import io.sluice.format.records.BatchFacts;
import io.sluice.format.records.ControlTotals;
import io.sluice.format.records.ControlVerdict;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.RecordLayout;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordWriter;
import io.sluice.format.records.WritableLayout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** Every example of {@code docs/reference-formats.md}: a layout, then a file, then what comes of it. */
class ReferenceFormatsTest {

    private static final List<Snippet> SNIPPETS = Snippet.of("docs/reference-formats.md");

    @TestFactory
    Stream<DynamicTest> theExamplesDoWhatThePageSays() {
        assertThat(SNIPPETS).hasSize(18);
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < SNIPPETS.size(); i += 3) {
            Map<String, Object> declared = new Yaml().load(SNIPPETS.get(i).text());
            Snippet given = SNIPPETS.get(i + 1);
            String expected = SNIPPETS.get(i + 2).text();
            tests.add(DynamicTest.dynamicTest(declared.get("format") + " " + given.language(), () -> {
                boolean writes = given.language().equals("json");
                assertThat(writes ? written(declared, given.text()) : read(declared, given.text()))
                        .isEqualTo(expected);
            }));
        }
        return tests.stream();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> records(Map<String, Object> declared) {
        return (Map<String, Object>) declared.getOrDefault("records", Map.of());
    }

    private static Format format(Map<String, Object> declared) {
        return Format.of(declared.get("format").toString()).orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static String read(Map<String, Object> declared, String file) throws IOException {
        Map<String, Object> records = new java.util.LinkedHashMap<>(records(declared));
        Map<String, String> check = (Map<String, String>)
                Optional.ofNullable(records.remove("check")).orElse(Map.of());
        RecordLayout layout = Layouts.of(format(declared), records);
        ControlTotals totals = new ControlTotals(layout.format(), check);
        StringBuilder shown = new StringBuilder();
        try (RecordReader reader = layout.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))) {
            for (Optional<FileRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                totals.add(next.get());
                shown.append(line(next.get())).append('\n');
            }
            Stream.concat(totals.verdicts().stream(), reader.verdicts().stream())
                    .forEach(verdict -> shown.append(line(verdict)).append('\n'));
        }
        return shown.toString();
    }

    private static String line(FileRecord record) {
        String role = record.role().name().toLowerCase(Locale.ROOT) + " ";
        if (record.problem().isPresent()) {
            return role + record.problem().get().problem().code() + " at "
                    + record.problem().get().where();
        }
        return role
                + (record.content().format() == Format.HL7V2
                        ? new String(record.bytes(), 0, 3, StandardCharsets.US_ASCII)
                        : new String(Json.write(record.content().tree()), StandardCharsets.UTF_8));
    }

    private static String line(ControlVerdict verdict) {
        return "check " + verdict.name() + ": " + verdict.rule() + " is " + verdict.found() + ", stated "
                + verdict.expected().orElseThrow() + (verdict.holds() ? ", holds" : ", does not hold")
                + (verdict.unreadable() > 0 ? ", " + verdict.unreadable() + " unreadable" : "");
    }

    private static String written(Map<String, Object> declared, String details) throws IOException {
        WritableLayout layout = (WritableLayout) Layouts.of(format(declared), records(declared));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BatchFacts facts = new BatchFacts(1, ZonedDateTime.parse("2026-11-23T08:00:00Z"));
        try (RecordWriter writer = layout.write(out, facts)) {
            for (String detail : details.lines().toList()) {
                writer.write(Format.JSON.parse(detail.getBytes(StandardCharsets.UTF_8), Optional.empty()));
            }
            writer.finish();
        }
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
