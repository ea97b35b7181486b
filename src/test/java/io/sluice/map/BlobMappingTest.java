package io.sluice.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.Format;
import io.sluice.message.BlobToken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Large parts, which stand in messages as a word, in mappings. */
class BlobMappingTest {

    private static final String SHA256 = "ab".repeat(32);
    private static final String WORD = new BlobToken(new UUID(1, 2), 20_000_000, 'p', SHA256).text();
    private static final Map<String, Object> SEEN =
            Map.of("blob", WORD, "type", "application/pdf", "size", 20_000_000L, "sha256", SHA256);

    @Test
    void aMappingSeesWhatAPartIsAndNotItsBytes() {
        String hl7 = "MSH|^~\\&|A|B|||20261123||MDM^T02|1|P|2.5\rOBX|1|ED|DOC||^AP^PDF^Base64^" + WORD + "\r";

        assertThat(map("OBX[0].`5`.`5`", hl7, Format.HL7V2)).isEqualTo(SEEN);
        assertThat(map("$get('OBX-5-5')", hl7, Format.HL7V2)).isEqualTo(SEEN);
        assertThat(map("$get('OBX-5-5').size > 1000000 ? {\"large\": true}", hl7, Format.HL7V2))
                .isEqualTo(Map.of("large", true));
        assertThat(map("document.content", "{\"document\":{\"content\":\"" + WORD + "\"}}", Format.JSON))
                .isEqualTo(SEEN);
    }

    @Test
    void blobPutsItIntoTheResult() {
        String json = "{\"content\":\"" + WORD + "\",\"small\":\"abc\",\"nothing\":null}";

        assertThat(map("{\"a\": $blob(content), \"b\": $blob(small), \"c\": $blob(absent)}", json, Format.JSON))
                .isEqualTo(Map.of("a", WORD, "b", "abc"));
        assertThat(map("{\"a\": [$blob([content, small])]}", json, Format.JSON))
                .isEqualTo(Map.of("a", java.util.List.of(WORD, "abc")));
        assertThatThrownBy(() -> map("{\"a\": $blob({\"no\": 1})}", json, Format.JSON))
                .hasMessageContaining("map.function-argument");
    }

    @Test
    void whatOnlyLooksLikeOneIsText() {
        String almost = WORD.replace(SHA256, "x" + SHA256.substring(1));

        assertThat(BlobToken.view(almost)).isEqualTo(almost);
        assertThat(BlobToken.view(WORD + "x")).isEqualTo(WORD + "x");
        assertThat(BlobToken.of(WORD).orElseThrow().text()).isEqualTo(WORD);
    }

    private static Object map(String expression, String message, Format format) {
        MapSource source = MapSource.of(message.getBytes(StandardCharsets.UTF_8), format);
        return Mappings.compile("test.jsonata", expression, CodeTables.NONE)
                .run(new MapContext(source, Instant.EPOCH, ZoneOffset.UTC))
                .tree();
    }
}
