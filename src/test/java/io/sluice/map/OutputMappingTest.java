package io.sluice.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.Format;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mapping's result becomes bytes of the format that is asked for. */
class OutputMappingTest {

    private static String map(String mapping, Format output) {
        Mapping compiled = Mappings.compile(
                "m.jsonata", mapping, CodeTables.NONE, new MapOptions(output, Shaping.asMapped(), MapLimits.DEFAULT));
        MapSource source = MapSource.ofTree(Map.of("item", "A&1", "price", new java.math.BigDecimal("12.50")));
        byte[] bytes = compiled.run(new MapContext(source, Instant.EPOCH, ZoneOffset.UTC))
                .bytes();
        return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "/").replace('\n', '/');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "csv![{'Item': item, 'Price': price}]!Item,Price/A&1,12.50/",
                "xml!{'Item': {'@price': price, '#text': item}}!<?xml version=\"1.0\" encoding=\"UTF-8\"?>/<Item price=\"12.50\">A&amp;1</Item>",
                "jsonl!{'item': item, 'price': price}!{\"item\":\"A&1\",\"price\":12.50}",
                "json!{'item': item, 'price': price}!{\"item\":\"A&1\",\"price\":12.50}",
            })
    void eachFormatEscapesInItsOwnWay(String output, String mapping, String expected) {
        assertThat(map(mapping, Format.of(output).orElseThrow())).isEqualTo(expected);
    }

    @Test
    void fixedColumnsAreWrittenByTheFileThatKnowsThem() {
        assertThatThrownBy(() -> map("{'item': item}", Format.FIXED)).hasMessageContaining("format.layout-needed");
    }
}
