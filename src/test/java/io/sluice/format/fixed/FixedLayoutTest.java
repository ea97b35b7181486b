package io.sluice.format.fixed;

import static io.sluice.format.records.Reading.bytes;
import static io.sluice.format.records.Reading.layout;
import static io.sluice.format.records.Reading.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.FormatProblem;
import io.sluice.format.records.Reading;
import io.sluice.format.records.RecordLayout;
import io.sluice.message.ProblemException;
import java.nio.charset.Charset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedLayoutTest {

    static final RecordLayout ITEMS = layout("""
            format: fixed
            records:
              header: {tag: H, fields: [{name: tag, length: 1}, {name: created, length: 8, type: date}]}
              detail:
                tag: D
                fields:
                - {name: tag, length: 1}
                - {name: sku, length: 6}
                - {name: amount, length: 7, type: number, decimals: 2}
                - {name: due, start: 16, length: 8, type: date}
              trailer: {tag: T, fields: [{name: tag, length: 1}, {name: count, length: 5, type: number}]}
            """);

    @Test
    void fieldsBecomeTextsExactDecimalsAndDates() {
        assertThat(shown(ITEMS, "H20261123\r\nDA-1   0001250 20261201\nDB     -000001 00000000   \nT00002\n"))
                .containsExactly(
                        "header {\"tag\":\"H\",\"created\":\"2026-11-23\"}",
                        "detail {\"tag\":\"D\",\"sku\":\"A-1\",\"amount\":12.50,\"due\":\"2026-12-01\"}",
                        "detail {\"tag\":\"D\",\"sku\":\"B\",\"amount\":-0.01}",
                        "trailer {\"tag\":\"T\",\"count\":2}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "DA-1   00012X0 20261201!field amount",
                "DA-1   0001.50 20261201!field amount",
                "DA-1   0001250 20260230!field due",
                "DA-1   0001250!14 characters in place of 23",
                "DA-1   0001250 20261201 more!28 characters in place of 23",
                "HX!2 characters in place of 9",
            })
    void aFieldThatIsNotOfItsTypeIsAProblemOfItsRecord(String line, String where) {
        assertThat(shown(ITEMS, line + "\nT00001\n"))
                .hasSize(2)
                .first()
                .asString()
                .endsWith("format.fixed-invalid at record 1, " + where);
    }

    @Test
    void theLastDigitMayCarryTheSign() {
        RecordLayout cobol = layout(
                "{format: fixed, records: {detail: {fields: [{name: n, length: 5, type: number, decimals: 2, sign: overpunch}]}}}");

        assertThat(shown(cobol, "0123{\n0123A\n0123}\n0123R\n01234\n012R3\n"))
                .containsExactly(
                        "detail {\"n\":12.30}",
                        "detail {\"n\":12.31}",
                        "detail {\"n\":-12.30}",
                        "detail {\"n\":-12.39}",
                        "detail {\"n\":12.34}",
                        "detail format.fixed-invalid at record 6, field n");
    }

    @Test
    void recordsOfAMainframeHaveALengthAndNoLineEnds() {
        RecordLayout ebcdic = layout("""
                format: fixed
                records:
                  encoding: IBM037
                  length: 4
                  detail: {fields: [{name: a, length: 2}, {name: n, length: 2, type: number}]}
                """);
        byte[] file = "AB12CD34".getBytes(Charset.forName("IBM037"));

        assertThat(Reading.all(ebcdic, file))
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.problem()).isEmpty());
        assertThat(Reading.all(ebcdic, file).getLast().content().tree()).hasToString("{a=CD, n=34}");
        assertThatThrownBy(() -> Reading.all(ebcdic, new byte[] {1, 2, 3, 4, 5}))
                .hasMessageContaining("format.file-unfinished at the record at byte 4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{}!records.detail",
                "{detail: {}}!records.detail.fields",
                "{detail: {fields: [{length: 1}]}}!records.detail.fields[0].name",
                "{detail: {fields: [{name: a, length: 1}, {name: b, length: x}]}}!records.detail.fields[1].length",
                "{detail: {fields: [{name: a, length: 1, type: money}]}}!records.detail.fields[0].type",
                "{detail: {fields: [{name: a, length: 8, type: date, pattern: QQQQQQ}]}}!records.detail.fields[0].pattern",
                "{detail: {fields: [{name: a, length: 1}, {name: a, length: 1}]}}!records.detail.fields[1].name",
                "{length: 3, detail: {fields: [{name: a, length: 4}]}}!records.detail.fields",
                "{detail: {fields: [{name: a, length: 4, align: middle}]}}!records.detail.fields[0].align",
            })
    void aLayoutThatIsWrongIsRefusedByItsKey(String records, String key) {
        assertThatThrownBy(() -> layout("{format: fixed, records: " + records + "}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(FormatProblem.LAYOUT_INVALID.code() + " at " + key + ":");
    }

    @Property(tries = 300)
    void anyLinesAreReadWithoutLossOrAProblem(@ForAll("files") String file) {
        Reading.losesNothing(ITEMS, bytes(file), 0);
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.strings().withChars("HDT0123-. \n\r\u00e9").ofMaxLength(80);
    }
}
