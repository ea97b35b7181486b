package io.sluice.format.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.records.BatchFacts;
import io.sluice.format.records.RecordWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class X12BatchFileTest {

    private static final BatchFacts FACTS = new BatchFacts(42, ZonedDateTime.parse("2026-11-23T08:15:00Z"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final RecordWriter writer = X12Layout.SETS.write(out, FACTS);

    @Test
    void interchangesOfTheSamePartnersBecomeOneWithTheNumberOfTheFile() throws IOException {
        writer.write(order("000000007", "PO", "B-1"));
        writer.write(order("000000008", "PO", "B-2"));
        writer.write(order("000000009", "PR", "B-3"));
        writer.finish();

        String text = out.toString(StandardCharsets.ISO_8859_1);
        assertThat(text).contains("*00501*000000042*0*P*:~");
        assertThat(text.split("~"))
                .contains("ST*850*0001", "ST*850*0002", "ST*850*0003", "SE*3*0002", "GE*2*1", "GE*1*2")
                .endsWith("IEA*2*000000042");
        X12Report report = X12Check.of(new ByteArrayInputStream(out.toByteArray()));
        assertThat(report.interchanges()).hasSize(1);
        assertThat(report.interchanges().getFirst().groups()).hasSize(2);
    }

    @Test
    void whatBelongsToOthersDoesNotFitAndLeavesNoTrace() throws IOException {
        writer.write(order("000000007", "PO", "B-1"));
        int before = out.size();

        assertThatThrownBy(
                        () -> writer.write(parse(text("000000008", "PO", "B-2").replace("RECEIVER", "SOMEBODY"))))
                .hasMessageContaining("ISA-8");
        assertThatThrownBy(
                        () -> writer.write(parse(text("000000008", "PO", "B-2").replace("~", "\n"))))
                .hasMessageContaining("delimiters");
        assertThatThrownBy(
                        () -> writer.write(parse(text("000000008", "PO", "B-2").replace("IEA*1*000000008~", ""))))
                .hasMessageContaining("whole interchange");
        assertThat(out.size()).isEqualTo(before);
    }

    private static X12Message order(String control, String group, String number) {
        return parse(text(control, group, number));
    }

    private static X12Message parse(String text) {
        return X12Message.parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(String control, String group, String number) {
        return "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261123*0815*^*00501*" + control
                + "*0*P*:~GS*" + group + "*A*B*20261123*0815*17*X*005010~ST*850*0009~BEG*00*SA*" + number
                + "**20261123~SE*3*0009~GE*1*17~IEA*1*" + control + "~";
    }
}
