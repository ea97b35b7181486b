package io.sluice.format.xml;

import static io.sluice.format.records.Reading.bytes;
import static io.sluice.format.records.Reading.layout;
import static io.sluice.format.records.Reading.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.records.FileRecord;
import io.sluice.format.records.Reading;
import io.sluice.format.records.RecordLayout;
import io.sluice.format.records.RecordReader;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

class XmlLayoutTest {

    private static final RecordLayout ORDERS = layout("""
            format: xml
            records:
              header: {tag: Batch/Head}
              detail: {tag: Batch/Orders/Order, name: order}
              trailer: {tag: Batch/Total}
            """);

    @Test
    void elementsAtTheirPathAreRecordsWithTheirExactBytes() {
        String order =
                "<p:Order n='>'>\n <Line><Order>inner</Order></Line><![CDATA[</p:Order>]]><!-- </p:Order> --></p:Order >";
        String file = "<?xml version=\"1.0\"?>\n<!-- c --><Batch xmlns:p='urn:p'><Head><No>7</No></Head><Orders>\n"
                + order + "<Order/></Orders><Total>2</Total></Batch>\n";

        List<FileRecord> records = Reading.all(ORDERS, bytes(file));

        assertThat(new String(records.get(1).bytes())).isEqualTo(order);
        assertThat(shown(ORDERS, file))
                .containsExactly(
                        "header {\"Head\":{\"No\":\"7\"}}",
                        "detail order {\"Order\":{\"@n\":\">\",\"Line\":{\"Order\":\"inner\"},\"#text\":\"</p:Order>\"}}",
                        "detail order {\"Order\":\"\"}",
                        "trailer {\"Total\":\"2\"}");
    }

    @Test
    void anElementThatNobodyDeclaredIsARecordWithAProblem() {
        assertThat(shown(ORDERS, "<Batch><Extra>1</Extra><Orders><Order>a</Order><Ordr>b</Ordr></Orders></Batch>"))
                .containsExactly(
                        "detail format.record-unknown at record 1, its tag",
                        "detail order {\"Order\":\"a\"}",
                        "detail format.record-unknown at record 3, its tag");
    }

    @Test
    void whatIsNotWellFormedWithinARecordIsItsProblemOnly() {
        assertThat(shown(ORDERS, "<Batch><Orders><Order>&x;</Order><Order a=1/><Order>b</Order></Orders></Batch>"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("detail format.xml-"),
                        line -> assertThat(line).startsWith("detail format.xml-invalid at record 2, line 1"),
                        line -> assertThat(line).isEqualTo("detail order {\"Order\":\"b\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '%',
            value = {
                "<Batch><Orders><Order>%format.file-unfinished at the record at byte 15",
                "<Batch><Orders>%format.file-unfinished at byte 15 of the file",
                "<Batch>text</Batch>%format.xml-invalid at byte 7 of the file",
                "<Batch></Orders>%format.xml-invalid at byte 7 of the file",
                "<Batch><Orders><Order></Other></Orders></Batch>%format.xml-invalid at byte 22 of the file",
                "<Batch/><Batch/>%format.xml-invalid at byte 8 of the file",
                "<Batch><!-- open%format.file-unfinished at the markup at byte 7",
                "<!DOCTYPE Batch><Batch/>%format.xml-dtd at byte 0 of the file",
                "<?xml version='1.0' encoding='UTF-16'?><Batch/>%format.encoding-invalid at the XML declaration",
            })
    void whatIsWrongWithTheFileEndsIt(String file, String end) {
        assertThat(shown(ORDERS, file)).last().isEqualTo("end " + end);
    }

    @Test
    void aRecordIsReadLaterInTheEncodingOfItsFile() {
        byte[] latin =
                "<?xml version='1.0' encoding=\"iso-8859-1\"?><Batch><Orders><Order>\u00e9</Order></Orders></Batch>"
                        .getBytes(StandardCharsets.ISO_8859_1);
        FileRecord record = Reading.all(ORDERS, latin).getFirst();

        assertThat(ORDERS.parser(record.context())
                        .parse(record.role(), record.bytes())
                        .tree())
                .hasToString("{Order=\u00e9}");
    }

    @Test
    void anElementWithoutATagIsNoType() {
        assertThatThrownBy(() -> layout("{format: xml, records: {detail: {name: a}}}"))
                .hasMessageStartingWith("format.layout-invalid at records.detail.tag");
        assertThatThrownBy(() -> layout("{format: xml}"))
                .hasMessageStartingWith("format.layout-invalid at records.detail");
    }

    @Property(tries = 400)
    void anyMarkupIsReadTheSameInAnyPieces(@ForAll("files") String file, @ForAll @IntRange(min = 1, max = 5) int piece)
            throws IOException {
        List<String> whole = shown(ORDERS, file);
        String end;
        int count = 0;
        try (RecordReader reader = ORDERS.read(Reading.dripping(bytes(file), piece))) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                FileRecord record = next.get();
                assertThat(file.substring((int) record.offset())).startsWith(new String(record.bytes()));
                count++;
            }
            end = "";
        } catch (ProblemException ended) {
            end = "end " + ended.problem().code() + " at " + ended.where();
        }
        assertThat(whole).hasSize(end.isEmpty() ? count : count + 1);
        assertThat(end.isEmpty() || whole.getLast().equals(end)).isTrue();
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(
                        "<Orders>",
                        "</Orders>",
                        "<Order>",
                        "</Order>",
                        "<Order/>",
                        "<Order a='>'>",
                        "<X>",
                        "</X>",
                        " ",
                        "\n",
                        "<!--",
                        "-->",
                        "<![CDATA[",
                        "]]>",
                        "<?p ?>",
                        "<",
                        ">",
                        "t",
                        "<Head/>",
                        "&")
                .list()
                .ofMaxSize(12)
                .map(parts -> "<Batch>" + String.join("", parts) + "</Batch>");
    }
}
