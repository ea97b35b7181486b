package io.sluice.format.json;

import static io.sluice.format.records.Reading.bytes;
import static io.sluice.format.records.Reading.layout;
import static io.sluice.format.records.Reading.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.records.Reading;
import io.sluice.format.records.RecordLayout;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JsonLinesLayoutTest {

    private static final RecordLayout PLAIN = layout("{format: jsonl}");
    private static final RecordLayout TAGGED =
            layout("{format: jsonl, records: {tagAt: meta.kind, trailer: {tag: end}, detail: {name: row}}}");

    @Test
    void everyLineIsADocument() {
        assertThat(shown(PLAIN, "{\"a\":1.10}\r\n\n[2]\n\"x\""))
                .containsExactly("detail {\"a\":1.10}", "detail [2]", "detail \"x\"");
    }

    @Test
    void aValueTellsTheTrailer() {
        assertThat(shown(TAGGED, "{\"a\":1}\n{\"meta\":{\"kind\":\"end\"},\"count\":1}\n"))
                .containsExactly("detail row {\"a\":1}", "trailer {\"meta\":{\"kind\":\"end\"},\"count\":1}");
    }

    @Test
    void aBadLineIsARecordWithAProblem() {
        assertThat(shown(TAGGED, "{\"a\":\n{\"a\":1,\"a\":2}\n{}\n"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("detail format.json-invalid at record 1, line 1"),
                        line -> assertThat(line).startsWith("detail format.json-invalid at record 2, line 1"),
                        line -> assertThat(line).isEqualTo("detail row {}"));
    }

    @Test
    void aTagNeedsAPlace() {
        assertThatThrownBy(() -> layout("{format: jsonl, records: {trailer: {tag: end}}}"))
                .hasMessageStartingWith("format.layout-invalid at records.tagAt");
    }

    @Property(tries = 300)
    void anyLinesAreReadWithoutLossOrAProblem(@ForAll("files") String file) {
        Reading.losesNothing(TAGGED, bytes(file), 0);
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.strings().withChars("{}[]\":,1a\n\r \u00e9").ofMaxLength(60);
    }
}
