package io.sluice.format.hl7;

import static io.sluice.format.records.Reading.bytes;
import static io.sluice.format.records.Reading.layout;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.format.records.ControlVerdict;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.Reading;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordRole;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Hl7BatchWriterTest {

    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-23T08:00:00Z");

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Hl7BatchHeader header(boolean file, String controlId) {
        return Hl7BatchHeader.of(file, "SLUICE", "HOSP", "ERP", "FIN&X", NOW, "charges", controlId);
    }

    @Test
    void writesHeadersMessagesAndTrailersWithTheirCounts() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Hl7BatchWriter writer = new Hl7BatchWriter(out)) {
            writer.begin(header(true, "F1"));
            writer.begin(header(false, "B1"));
            writer.write(bytes("MSH|^~\\&|A\r"));
            writer.write(bytes("MSH|^~\\&|B"));
            writer.end("13.50", "2");
            writer.begin(header(false, "B2"));
            writer.finish();
        }

        assertThat(text(out).split("\r"))
                .containsExactly(
                        "FHS|^~\\&|SLUICE|HOSP|ERP|FIN\\T\\X|20261123080000+0000||charges||F1",
                        "BHS|^~\\&|SLUICE|HOSP|ERP|FIN\\T\\X|20261123080000+0000||charges||B1",
                        "MSH|^~\\&|A",
                        "MSH|^~\\&|B",
                        "BTS|2||13.50~2",
                        "BHS|^~\\&|SLUICE|HOSP|ERP|FIN\\T\\X|20261123080000+0000||charges||B2",
                        "BTS|0",
                        "FTS|2");
    }

    @Test
    void anAcknowledgementRefersToTheBatchAndHasOneAnswerForEachMessage() throws IOException {
        String batch =
                "FHS#^~\\&#APP#HOSP#SLUICE#HUB#2026###note#F7\rBHS#^~\\&#APP#HOSP^1#SLUICE#HUB#2026##charges##B\\T\\7\r"
                        + "MSH#^~\\&#APP#HOSP#SLUICE#HUB#2026##DFT^P03#c1#P#2.5\rMSH#^~\\&#APP#HOSP#SLUICE#HUB#2026##DFT^P03#c2#P#2.5\r"
                        + "BTS#2\rFTS#1\r";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Hl7BatchWriter writer = new Hl7BatchWriter(out)) {
            for (FileRecord record : Reading.all(layout("{format: hl7v2}"), bytes(batch))) {
                if (record.role() == RecordRole.HEADER) {
                    writer.begin(Hl7BatchHeader.read(record.bytes()).answer("own" + record.ordinal(), NOW));
                } else if (record.role() == RecordRole.DETAIL) {
                    Hl7Header header = ((Hl7Message) record.content()).header();
                    writer.write(Acknowledgement.of(AckCode.AA).toBytes(header, "a" + record.ordinal(), NOW));
                }
            }
            writer.finish();
        }

        assertThat(text(out).split("\r"))
                .containsExactly(
                        "FHS#^~\\&#SLUICE#HUB#APP#HOSP#20261123080000+0000####own1#F7",
                        "BHS#^~\\&#SLUICE#HUB#APP#HOSP^1#20261123080000+0000##charges##own2#B\\T\\7",
                        "MSH#^~\\&#SLUICE#HUB#APP#HOSP#20261123080000.000+0000##ACK^P03^ACK#a3#P#2.5",
                        "MSA#AA#c1",
                        "MSH#^~\\&#SLUICE#HUB#APP#HOSP#20261123080000.000+0000##ACK^P03^ACK#a4#P#2.5",
                        "MSA#AA#c2",
                        "BTS#2",
                        "FTS#1");
        assertThat(Hl7BatchHeader.read(bytes("BHS#^~\\&#A########B#R\r")).referenceControlId())
                .isEqualTo("R");
    }

    @Property(tries = 100)
    void whatIsWrittenIsReadAgainAndItsCountsHold(@ForAll @Size(max = 4) int[] batches, @ForAll boolean file)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long messages = 0;
        try (Hl7BatchWriter writer = new Hl7BatchWriter(out)) {
            if (file) {
                writer.begin(header(true, "F"));
            }
            for (int batch : batches) {
                writer.begin(header(false, "B"));
                for (int i = 0; i < Math.floorMod(batch, 4); i++, messages++) {
                    writer.write(bytes("MSH|^~\\&|A|B\rPID|" + i + "\r"));
                }
            }
            writer.finish();
        }

        try (RecordReader reader = layout("{format: hl7v2}").read(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(Reading.rest(reader).stream().filter(record -> record.role() == RecordRole.DETAIL))
                    .hasSize((int) messages);
            assertThat(reader.verdicts())
                    .hasSize(batches.length + (file ? 1 : 0))
                    .allMatch(ControlVerdict::holds);
        }
    }
}
