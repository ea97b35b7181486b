package io.sluice.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Code tables whose translations change from one day to the next. */
class EffectiveDatesTest {

    private static final String TABLE = """
            code,account,name,validFrom,validTo
            100,4000,Old,,2025-12-31
            100,4100,New,2026-01-01,
            200,5000,Once,2025-06-01,2025-06-30
            *,9999,Default,,
            """;

    private static Object map(String mapping) {
        return run(mapping, "2026-01-01T04:59:59Z").tree();
    }

    private static MapResult run(String mapping, String receivedAt) {
        var tables =
                new CodeTables(Map.of("accounts", CodeTable.read("accounts", TABLE.getBytes(StandardCharsets.UTF_8))));
        var context =
                new MapContext(MapSource.ofTree(Map.of()), Instant.parse(receivedAt), ZoneId.of("America/New_York"));
        return Mappings.compile("m.jsonata", mapping, tables).run(context);
    }

    @Test
    void theDayOfReceiptInTheSendersZoneDecides() {
        assertThat(run("$code('accounts', '100')", "2026-01-01T04:59:59Z").tree())
                .isEqualTo("4000");
        assertThat(run("$code('accounts', '100')", "2026-01-01T05:00:00Z").tree())
                .isEqualTo("4100");
    }

    @Test
    void theMappingMayNameTheDay() {
        assertThat(map("$code('accounts', '100', {'on': '2026-07-01'})")).isEqualTo("4100");
        assertThat(map("$code('accounts', '100', {'on': '2026-07-01T10:00:00Z', 'column': 'name'})"))
                .isEqualTo("New");
        assertThat(map("$code('accounts', '100', {'at': '2026-07-01'})"))
                .as("a date as at")
                .isEqualTo("4100");
        assertThat(map("$code('accounts', ['100', '200'], {'on': '2025-06-30'})"))
                .isEqualTo(List.of("4000", "5000"));
        assertThatThrownBy(() -> map("$code('accounts', '100', {'on': 'July'})"))
                .hasMessageContaining("'on'");
    }

    @Test
    void aCodeThatDoesNotHoldOnTheDayIsMissing() {
        assertThatThrownBy(() -> map("$code('accounts', '200')")).hasMessageContaining("map.code-unmapped");
        assertThatThrownBy(() -> map("$code('accounts', '200', {'onMissing': 'hold'})"))
                .hasMessageContaining("map.code-held");
        var worklist =
                run("$code('accounts', '200', {'at': 'FT1-7', 'onMissing': 'worklist'})", "2026-01-01T00:00:00Z");
        assertThat(worklist.tree()).isEqualTo("9999");
        assertThat(worklist.worklist()).containsExactly(new UnmappedCode("accounts", "FT1-7", "200"));
    }

    @Test
    void daysAreNoTranslations() {
        assertThat(map("$code('accounts', '100', {'column': '*'})"))
                .isEqualTo(Map.of("code", "100", "account", "4000", "name", "Old"));
        assertThatThrownBy(() -> map("$code('accounts', '100', {'column': 'validFrom'})"))
                .hasMessageContaining("map.table-unknown");
    }

    @Test
    void overlappingOrImpossibleDaysAreRefused() {
        for (var wrong : List.of(
                "a,b,validFrom\n1,x,\n1,y,2026-01-01\n",
                "a,b,validFrom,validTo\n1,x,2026-01-01,2025-01-01\n",
                "a,b,validFrom\n1,x,1 May\n",
                "a,validFrom\n1,2026-01-01\n",
                "a,b\n1,x\n1,y\n")) {
            assertThatThrownBy(() -> CodeTable.read("t", wrong.getBytes(StandardCharsets.UTF_8)))
                    .as(wrong)
                    .hasMessageContaining("map.table-invalid");
        }
    }
}
