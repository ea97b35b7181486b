package io.sluice.format.records;

import static io.sluice.format.records.Reading.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.json.Json;
import io.sluice.message.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordWriterTest {

    private static final BatchFacts FACTS = new BatchFacts(7, ZonedDateTime.parse("2026-11-23T08:15:00Z"));

    private static final String CSV = """
            format: csv
            records:
              delimiter: "|"
              header: {tag: H, columns: [tag, number, created], values: {number: "{sequence:4}", created: "{date:yyyyMMddHHmm}"}}
              detail: {tag: D, columns: [tag, sku, amount]}
              trailer: {tag: T, columns: [tag, count, total], values: {count: "{count}", total: "{sum(amount)}"}}
            check: {count: count(), total: sum(amount)}
            """;

    private static final String FIXED = """
            format: fixed
            records:
              lineEnd: lf
              header: {tag: H, fields: [{name: tag, length: 1}, {name: created, length: 8, type: date}], values: {created: "{date}"}}
              detail: {tag: D, fields: [{name: tag, length: 1}, {name: sku, length: 8}, {name: amount, length: 15, type: number, decimals: 2}]}
              trailer:
                tag: T
                fields: [{name: tag, length: 1}, {name: count, length: 5, type: number}, {name: total, length: 18, type: number, decimals: 2}]
                values: {count: "{count}", total: "{sum(amount)}"}
            check: {count: count(), total: sum(amount)}
            """;

    private static final String JSONL = """
            format: jsonl
            records:
              tagAt: kind
              header: {tag: begin, values: {kind: begin, file: "items-{sequence}"}}
              trailer: {tag: end, values: {kind: end, count: "{count}", total: "{sum(amount)}"}}
            check: {count: count(), total: sum(amount)}
            """;

    private static final String XML = """
            format: xml
            records:
              namespace: urn:items
              header: {tag: Batch/Head, values: {"@created": "{date}", Number: "{sequence}"}}
              detail: {tag: Batch/Items/Item}
              trailer: {tag: Batch/Total, values: {"@count": "{count}", "#text": "{sum(Item/amount)}"}}
            check: {Total/@count: count(), Total: sum(Item/amount)}
            """;

    private static Content content(String json) {
        return Format.JSON.parse(bytes(json), Optional.empty());
    }

    private static byte[] write(String yaml, List<Content> details) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordWriter writer = ((WritableLayout) Reading.layout(yaml)).write(out, FACTS)) {
            for (Content detail : details) {
                writer.write(detail);
            }
            writer.finish();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    private static String text(String yaml, String... details) {
        return new String(
                write(
                        yaml,
                        List.of(details).stream().map(RecordWriterTest::content).toList()),
                StandardCharsets.UTF_8);
    }

    @Test
    void headersDetailsAndTrailersStandInTheirOrderWithCountsAndSums() {
        String one = "{\"sku\":\"A\",\"amount\":0.10}";
        String two = "{\"sku\":\"B|1\",\"amount\":\"12.20\"}";

        assertThat(text(CSV, one, two))
                .isEqualTo("H|0007|202611230815\r\nD|A|0.10\r\nD|\"B|1\"|12.20\r\nT|2|12.30\r\n");
        assertThat(text(FIXED, one, two))
                .isEqualTo("H20261123\nDA       000000000000010\nDB|1     000000000001220\nT00002000000000000001230\n");
        assertThat(text(JSONL, one))
                .isEqualTo(
                        "{\"kind\":\"begin\",\"file\":\"items-7\"}\n{\"sku\":\"A\",\"amount\":0.10}\n{\"kind\":\"end\",\"count\":1,\"total\":0.10}\n");
        assertThat(text(XML, "{\"Item\":{\"sku\":\"A&B\",\"amount\":0.10}}")).isEqualTo("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <Batch xmlns="urn:items">
                        <Head created="2026-11-23"><Number>7</Number></Head>
                        <Items>
                        <Item><sku>A&amp;B</sku><amount>0.10</amount></Item>
                        </Items>
                        <Total count="1">0.10</Total>
                        </Batch>
                        """);
    }

    @Test
    void aFileOfNoRecordsHasItsEndsAllTheSame() {
        assertThat(text(CSV)).isEqualTo("H|0007|202611230815\r\nT|0|0\r\n");
        assertThat(text("{format: xml, records: {detail: {tag: A/B}}}")).endsWith("\n<A/>\n");
        assertThat(text("{format: csv, records: {names: true, columns: [a, b]}}"))
                .isEqualTo("a,b\r\n");
        assertThat(text("{format: csv}")).isEmpty();
    }

    @Test
    void theFirstRowNamesColumnsThatAreNotDeclared() {
        assertThat(text("{format: csv, records: {lineEnd: lf}}", "{\"b\":1,\"a\":null}", "{\"a\":\"x\"}"))
                .isEqualTo("b,a\n1,\n,x\n");
    }

    @Test
    void hl7MessagesKeepTheirBytesWithinTheBatch() {
        String message = "MSH|^~\\&|A\rFT1|1||||||||||12.50\r";
        String yaml =
                "{format: hl7v2, records: {batch: {envelope: file, receiver: ERP, name: charges, totals: ['{sum(FT1-11)}']}}}";
        String file = new String(
                write(yaml, List.of(Format.HL7V2.parse(bytes(message), Optional.empty()))), StandardCharsets.UTF_8);

        assertThat(file)
                .isEqualTo(
                        "FHS|^~\\&|SLUICE||ERP||20261123081500+0000||charges||7\rBHS|^~\\&|SLUICE||ERP||20261123081500+0000||charges||7\r"
                                + message + "BTS|1||12.50\rFTS|1\r");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "csv!{\"sku\":\"A\",\"colour\":\"x\"}!a name that is not a column",
                "csv!{\"sku\":[1]}!column sku",
                "csv![1]!a row that is not a map",
                "csv!{\"sku\":\"A\",\"amount\":\"x\"}!sum(amount)",
                "fixed!{\"sku\":\"123456789\"}!field sku",
                "fixed!{\"amount\":1.005}!field amount",
                "fixed!{\"colour\":1}!a name that is not a field",
                "xml!{\"Item\":{\"a b\":1}}!Item/a b",
            })
    void whatDoesNotFitIsRefusedAndOthersFollow(String format, String json, String where) throws IOException {
        String yaml = Map.of("csv", CSV, "fixed", FIXED, "xml", XML).get(format);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordWriter writer = ((WritableLayout) Reading.layout(yaml)).write(out, FACTS);

        assertThatThrownBy(() -> writer.write(content(json)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(" at " + where);
        writer.write(content(format.equals("xml") ? "{\"Item\":{\"amount\":1}}" : "{\"sku\":\"A\",\"amount\":1}"));
        writer.finish();

        ControlTotals totals = Reading.totals(yaml);
        Reading.all(Reading.layout(yaml), out.toByteArray()).forEach(totals::add);
        assertThat(totals.verdicts()).allMatch(ControlVerdict::holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{header: {tag: H, columns: [a], values: {a: '{count}'}}}!records.header.values.a",
                "{header: {tag: H, columns: [a], values: {b: x}}}!records.header.values",
                "{trailer: {tag: H, columns: [a], values: {a: '{totals}'}}}!records.trailer.values.a",
                "{trailer: {tag: H, columns: [a], values: {a: '{date:QQQQQQ}'}}}!records.trailer.values.a",
                "{trailer: {tag: H, columns: [a], values: {a: '{date'}}}!records.trailer.values.a",
                "{lineEnd: cr}!records.lineEnd",
            })
    void aTemplateThatIsWrongIsRefusedByItsKey(String records, String key) {
        assertThatThrownBy(() -> Reading.layout("{format: csv, records: " + records + "}"))
                .hasMessageStartingWith("format.layout-invalid at " + key + ":");
    }

    @Test
    void namesOfFilesAreTemplatesToo() {
        assertThat(Template.of("items-{date:yyyyMMdd}-{sequence:6}.csv", "name").text(FACTS))
                .isEqualTo("items-20261123-000007.csv");
    }

    @Property(tries = 150)
    void whatIsWrittenIsReadAgainAndItsTotalsHold(@ForAll("rows") List<Map<String, Object>> rows) {
        for (String yaml : List.of(CSV, FIXED, JSONL, XML)) {
            boolean xml = yaml.equals(XML);
            List<Content> details = rows.stream()
                    .map(row ->
                            content(new String(Json.write(xml ? Map.of("Item", row) : row), StandardCharsets.UTF_8)))
                    .toList();

            List<FileRecord> records = Reading.all(Reading.layout(yaml), write(yaml, details));

            ControlTotals totals = Reading.totals(yaml);
            records.forEach(totals::add);
            assertThat(totals.verdicts()).as(yaml).allMatch(ControlVerdict::holds);
            List<FileRecord> read = records.stream()
                    .filter(record -> record.role() == RecordRole.DETAIL)
                    .toList();
            assertThat(read).hasSameSizeAs(rows);
            for (int i = 0; i < rows.size(); i++) {
                Content content = read.get(i).content();
                for (String name : List.of("sku", "amount")) {
                    String value = content.format()
                            .place(xml ? "Item/" + name : name)
                            .in(content)
                            .orElse("");
                    assertThat(value).as(yaml).isEqualTo(rows.get(i).get(name).toString());
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> rows() {
        Arbitrary<String> sku = Arbitraries.strings()
                .withChars("aB1|;\"'<&\u00e9 x")
                .ofMinLength(1)
                .ofMaxLength(8)
                .filter(text -> text.equals(text.strip()));
        Arbitrary<BigDecimal> amount = Arbitraries.bigDecimals()
                .between(new BigDecimal("-99999999.99"), new BigDecimal("99999999.99"))
                .ofScale(2);
        return Combinators.combine(sku, amount)
                .as((text, value) -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("sku", text);
                    row.put("amount", value.setScale(2));
                    return row;
                })
                .list()
                .ofMaxSize(5);
    }
}
