package io.sluice.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.Format;
import io.sluice.format.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class X12MappingTest {

    private static final Instant RECEIVED = Instant.parse("2026-01-15T08:30:00Z");

    private static String map(String mapping, String sample) throws IOException {
        byte[] bytes =
                Files.readAllBytes(Path.of("src/test/resources/samples/x12").resolve(sample));
        var compiled = Mappings.compile("m.jsonata", mapping, CodeTables.NONE);
        var result = compiled.run(new MapContext(MapSource.of(bytes, Format.X12), RECEIVED, ZoneOffset.UTC));
        return new String(Json.write(result.tree()), StandardCharsets.UTF_8);
    }

    @Test
    void looksUpPlaces() throws IOException {
        assertThat(map(
                        "{'claim': $get('CLM-1'), 'place': $get('CLM-5-1'), 'payer': $get('NM1[1=PR]-3'), 'none': $get('CLM-4')}",
                        "demo.autoaccident.837"))
                .isEqualTo("{\"claim\":\"900000032\",\"place\":\"11\",\"payer\":\"HEISMAN INSURANCE COMPANY\"}");
    }

    @Test
    void takesClaimsAndTheirLinesApart() throws IOException {
        assertThat(map(
                        "[$groups('CLM').{'claim': $get('CLM-1', $), 'who': $get('NM1[1=IL]-3', $),"
                                + " 'diagnoses': [$all('HI-1', $), $all('HI-2', $)].$get('2', $),"
                                + " 'lines': [$groups('LX', $).$get('SV2-2-2', $)]}]",
                        "two-claims-single-provider.837i"))
                .isEqualTo(
                        "[{\"claim\":\"756048Q\",\"who\":\"DOE\",\"diagnoses\":[\"3669\",\"4019\",\"79431\"],\"lines\":[\"85025\",\"93005\"]},"
                                + "{\"claim\":\"756049Q\",\"who\":\"SMITH\",\"diagnoses\":\"30000\",\"lines\":[\"85087\"]}]");
    }

    @Test
    void aWrongPathIsAFailureAtItsPlace() {
        assertThatThrownBy(() -> map("{\n 'a': $get('CLM5')}", "demo.autoaccident.837"))
                .hasMessageContaining("format.path-invalid")
                .hasMessageContaining("m.jsonata:2:7");
    }
}
