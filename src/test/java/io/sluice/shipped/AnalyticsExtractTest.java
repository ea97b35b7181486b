package io.sluice.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.FileBatch;
import io.sluice.catalog.FileEndpoint;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.ShippedSource;
import io.sluice.format.Format;
import io.sluice.format.Layouts;
import io.sluice.format.records.BatchFacts;
import io.sluice.format.records.ControlTotals;
import io.sluice.format.records.ControlVerdict;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordWriter;
import io.sluice.format.records.WritableLayout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The file that analytics gets, in the layout that ships. */
class AnalyticsExtractTest {

    private static final List<String> ROWS = List.of(
            "{\"type\":\"PATIENT\",\"birthYear\":\"1962\",\"gender\":\"male\",\"state\":\"IL\",\"country\":\"USA\"}",
            "{\"type\":\"CHARGE\",\"kind\":\"CG\",\"code\":\"71045\",\"system\":\"cpt\",\"serviceDate\":\"2026-01-15\","
                    + "\"costCenter\":\"RAD-1\",\"quantity\":\"2\",\"amount\":\"100\",\"currency\":\"USD\"}",
            "{\"type\":\"CHARGE\",\"kind\":\"CD\",\"quantity\":\"2\",\"amount\":\"-71.00\",\"currency\":\"EUR\"}");

    @Test
    void whoeverLoadsItCanProveThatItIsWhole() throws IOException {
        FileEndpoint extract = (FileEndpoint) CatalogReader.read(new ShippedSource(), Map.of())
                .endpoint("analytics/extract")
                .orElseThrow();
        FileBatch batch = extract.batch().orElseThrow();
        FileBatch.Content.Records records = (FileBatch.Content.Records) batch.content();
        WritableLayout layout = (WritableLayout) Layouts.of(Format.CSV, records.layout());

        byte[] file = write(layout);

        assertThat(new String(file, StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "H,000007,2026-11-23T17:00:00-05:00",
                        "PATIENT,1962,male,IL,USA",
                        "CHARGE,CG,71045,cpt,2026-01-15,RAD-1,2,100,USD",
                        "CHARGE,CD,,,,,2,-71.00,EUR",
                        "T,3,29.00");
        assertThat(verdicts(layout, file)).hasSize(2).allMatch(ControlVerdict::holds);
        assertThat(batch.whenEmpty()).isEqualTo(FileBatch.WhenEmpty.HEADER);
    }

    private static byte[] write(WritableLayout layout) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BatchFacts facts = new BatchFacts(7, ZonedDateTime.parse("2026-11-23T17:00:00-05:00[America/New_York]"));
        try (RecordWriter writer = layout.write(out, facts)) {
            for (String row : ROWS) {
                writer.write(Format.JSON.parse(row.getBytes(StandardCharsets.UTF_8), Optional.empty()));
            }
            writer.finish();
        }
        return out.toByteArray();
    }

    private static List<ControlVerdict> verdicts(WritableLayout layout, byte[] file) throws IOException {
        ControlTotals totals = new ControlTotals(Format.CSV, Map.of("count", "count()", "amount", "sum(amount)"));
        try (RecordReader reader = layout.read(new ByteArrayInputStream(file))) {
            for (Optional<FileRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                totals.add(next.get());
            }
        }
        return totals.verdicts();
    }
}
