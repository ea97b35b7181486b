package io.sluice.format.csv;

import static io.sluice.format.records.Reading.all;
import static io.sluice.format.records.Reading.bytes;
import static io.sluice.format.records.Reading.layout;
import static io.sluice.format.records.Reading.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.Format;
import io.sluice.format.FormatProblem;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.Reading;
import io.sluice.format.records.RecordLayout;
import io.sluice.format.records.RecordReader;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvLayoutTest {

    private static final RecordLayout NAMED = layout("{format: csv}");

    private static final RecordLayout TAGGED = layout("""
            format: csv
            records:
              delimiter: ";"
              header: {tag: H, columns: [tag, batch]}
              detail:
              - {name: item, tag: I, columns: [tag, sku, amount]}
              - {name: price, tag: P, columns: [tag, price]}
              trailer: {tag: T, columns: [tag, count]}
            """);

    @Test
    void rowsAreMapsByTheNamesOfTheFirstRow() {
        assertThat(shown(NAMED, "\uFEFFsku,amount\r\nA,\"1,5\"\n\nB,\"two\nlines \"\"q\"\"\"\r\n"))
                .containsExactly(
                        "detail {\"sku\":\"A\",\"amount\":\"1,5\"}",
                        "detail {\"sku\":\"B\",\"amount\":\"two\\nlines \\\"q\\\"\"}");
    }

    @Test
    void tagsTellHeadersDetailsAndTrailersApart() {
        assertThat(shown(TAGGED, "H;7\nI;A;1.50\n\"P\";2\nX;1\nT;3;;\n"))
                .containsExactly(
                        "header {\"tag\":\"H\",\"batch\":\"7\"}",
                        "detail item {\"tag\":\"I\",\"sku\":\"A\",\"amount\":\"1.50\"}",
                        "detail price {\"tag\":\"P\",\"price\":\"2\"}",
                        "detail format.record-unknown at record 4, its tag",
                        "trailer {\"tag\":\"T\",\"count\":\"3\"}");
    }

    @Test
    void theLastRowIsTheTrailerWherePositionSaysSo() {
        RecordLayout last = layout("{format: csv, records: {trailer: {position: last, columns: [count]}}}");

        assertThat(shown(last, "a,b\n1,2\n3,4\n2\n"))
                .containsExactly(
                        "detail {\"a\":\"1\",\"b\":\"2\"}",
                        "detail {\"a\":\"3\",\"b\":\"4\"}",
                        "trailer {\"count\":\"2\"}");
    }

    @Test
    void aBadRowIsARecordWithAProblemAndTheFileGoesOn() {
        assertThat(shown(NAMED, "a,b\n1\n2,x\"y\n3,\"x\"y\n4,5,6\n7,8\n"))
                .containsExactly(
                        "detail format.csv-invalid at record 1, 1 columns in place of 2",
                        "detail format.csv-invalid at record 2, column 2",
                        "detail format.csv-invalid at record 3, column 2",
                        "detail format.csv-invalid at record 4, 3 columns in place of 2",
                        "detail {\"a\":\"7\",\"b\":\"8\"}");
    }

    @Test
    void bytesThatAreNotOfTheEncodingAreAProblemOfTheirRow() {
        byte[] latin = "a\n\u00e9\nb\n".getBytes(Charset.forName("windows-1252"));

        List<FileRecord> records = all(NAMED, latin);

        assertThat(records.getFirst().problem().orElseThrow())
                .hasMessageContaining("format.encoding-invalid at record 1, byte 0");
        assertThat(records.getLast().problem()).isEmpty();
        RecordLayout declared = layout("{format: csv, records: {encoding: windows-1252}}");
        assertThat(all(declared, latin).getFirst().content().tree()).hasToString("{a=\u00e9}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "``!format.csv-columns!the row of names, which is missing",
                "a,a/1,2!format.csv-columns!the row of names, one stands twice",
                "a,b/1,\"2/3,4!format.file-unfinished!the row at byte 4, in quotes",
                "UTF-16!format.encoding-invalid!byte 0 of the file",
            })
    void whatIsWrongWithTheFileEndsIt(String file, String code, String where) {
        String text = file.equals("UTF-16") ? "\0a\0," : file.replace('/', '\n');

        assertThat(shown(NAMED, text)).endsWith("end " + code + " at " + where);
    }

    @Test
    void declaredColumnsMustBeAmongTheNamesInAnyOrder() {
        RecordLayout declared = layout("{format: csv, records: {names: true, columns: [sku, amount]}}");

        assertThat(shown(declared, "amount,more,sku\n1,2,A\n"))
                .containsExactly("detail {\"amount\":\"1\",\"more\":\"2\",\"sku\":\"A\"}");
        assertThat(shown(declared, "sku,total\nA,1\n"))
                .containsExactly("end format.csv-columns at the row of names, declared column 2 is missing");
    }

    @Test
    void aRowLargerThanTheLimitEndsTheFileAndEveryFurtherCallSaysSo() throws IOException {
        RecordLayout small = layout("{format: csv, records: {recordLimit: 64}}");
        RecordReader reader = small.read(Reading.dripping(bytes("a\n1\n\"" + "x".repeat(500)), 7));

        assertThat(reader.next()).isPresent();
        assertThatThrownBy(reader::next).hasMessageContaining("format.record-too-large at byte 4 of the file");
        assertThatThrownBy(() -> reader.skip(1)).hasMessageContaining("format.record-too-large");
    }

    @ParameterizedTest
    @CsvSource({"65536, 65536", "64KiB, 65536", "2MiB, 2097152", "999999KiB, 1023998976", "999MiB, 1047527424"})
    void theLimitOfARecordIsANumberOfBytesOrASize(String declared, int bytes) {
        CsvLayout layout = (CsvLayout) layout("{format: csv, records: {recordLimit: " + declared + "}}");

        assertThat(layout.recordLimit()).isEqualTo(bytes);
    }

    @Test
    void aRecordIsReadLaterFromItsBytesAndContext() {
        FileRecord record = all(NAMED, bytes("sku,amount\nA,1\n")).getFirst();

        assertThat(new String(record.bytes())).isEqualTo("A,1");
        assertThat(NAMED.parser(record.context())
                        .parse(record.role(), record.bytes())
                        .tree())
                .hasToString("{sku=A, amount=1}");
        assertThat(Format.CSV.place("amount").in(record.content())).contains("1");
        assertThat(Format.CSV.place("absent").in(record.content())).isEmpty();
    }

    @Test
    void twoRowsAreTheSameButForAColumn() {
        List<FileRecord> rows = all(NAMED, bytes("id,sent\n1,a\n1,b\n2,a\n"));
        List<io.sluice.format.Place> without = List.of(Format.CSV.place("sent"));

        assertThat(rows.get(0).content().digest(without))
                .isEqualTo(rows.get(1).content().digest(without));
        assertThat(rows.get(0).content().digest(without))
                .isNotEqualTo(rows.get(2).content().digest(without));
        assertThat(rows.get(0).content().digest(List.of()))
                .isNotEqualTo(rows.get(1).content().digest(List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "{delimeter: x}!records.delimeter, which is none of columns, delimiter, detail, encoding, header, lineEnd, names, quote, recordLimit, trailer",
                "{delimiter: ab}!records.delimiter",
                "{delimiter: '\"'}!records.delimiter",
                "{encoding: UTF-16}!records.encoding",
                "{encoding: nonsense}!records.encoding",
                "{columns: [a, a]}!records.detail.columns",
                "{names: false}!records.detail.columns",
                "{names: maybe}!records.names",
                "{trailer: {columns: [a]}}!records.trailer.tag",
                "{trailer: {tag: T}}!records.trailer.columns",
                "{header: {position: second, columns: [a]}}!records.header.position",
                "{detail: [{tag: A}, {tagg: B}]}!records.detail[1].tagg, which is none of columns, name, position, tag, values",
                "{recordLimit: 0}!records.recordLimit",
                "{recordLimit: 64 KB}!records.recordLimit",
                "{recordLimit: 0KiB}!records.recordLimit",
                "{recordLimit: 2000MiB}!records.recordLimit",
            })
    void aLayoutThatIsWrongIsRefusedByItsKey(String records, String key) {
        assertThatThrownBy(() -> layout("{format: csv, records: " + records + "}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(FormatProblem.LAYOUT_INVALID.code() + " at " + key + ":");
    }

    @Property(tries = 300)
    void anyBytesAreReadWithoutLossOrAProblem(
            @ForAll("files") String file, @ForAll @IntRange(min = 1, max = 9) int piece) throws IOException {
        Reading.losesNothing(TAGGED, bytes(file), 0);
        String dripped;
        try (RecordReader reader = TAGGED.read(Reading.dripping(bytes(file), piece))) {
            dripped = Reading.rest(reader).stream()
                    .map(record -> new String(record.bytes()))
                    .toList()
                    .toString();
        } catch (ProblemException ended) {
            return;
        }
        assertThat(dripped)
                .isEqualTo(all(TAGGED, bytes(file)).stream()
                        .map(record -> new String(record.bytes()))
                        .toList()
                        .toString());
    }

    @Property(tries = 200)
    void skippingIsReadingWithoutLooking(@ForAll("files") String file, @ForAll @IntRange(max = 6) int count)
            throws IOException {
        List<FileRecord> all;
        try {
            all = all(TAGGED, bytes(file));
        } catch (ProblemException ended) {
            return;
        }
        try (RecordReader reader = TAGGED.read(Reading.dripping(bytes(file), 3))) {
            assertThat(reader.skip(count)).isEqualTo(Math.min(count, all.size()));
            List<FileRecord> rest = Reading.rest(reader);
            assertThat(rest)
                    .extracting(FileRecord::ordinal)
                    .isEqualTo(all.stream().skip(count).map(FileRecord::ordinal).toList());
            assertThat(rest)
                    .extracting(FileRecord::offset)
                    .isEqualTo(all.stream().skip(count).map(FileRecord::offset).toList());
        }
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.strings().withChars("HIPT;;\"\n\n\r x\u00e9\u001A").ofMaxLength(60);
    }
}
