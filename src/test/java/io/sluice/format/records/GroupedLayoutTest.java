package io.sluice.format.records;

import static io.sluice.format.records.Reading.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A header with its lines as one record. */
class GroupedLayoutTest {

    private static final String CSV = """
            format: csv
            records:
              group: {start: H, lines: [L, N]}
              header: {tag: F, columns: [tag, file]}
              detail:
                - {name: order, tag: H, columns: [tag, number, total]}
                - {name: line, tag: L, columns: [tag, item, amount]}
                - {name: note, tag: N, columns: [tag, text]}
                - {name: other, tag: X, columns: [tag, text]}
              trailer: {tag: T, columns: [tag, orders, lines, total]}
            """;

    private static final String FIXED = """
            format: fixed
            records:
              length: 6
              group: {start: H, lines: L}
              detail:
                - {tag: H, fields: [{name: tag, length: 1}, {name: number, length: 5}]}
                - {tag: L, fields: [{name: tag, length: 1}, {name: amount, length: 5, type: number, decimals: 2}]}
            """;

    private static final Map<String, String> CHECK =
            Map.of("orders", "count()", "lines", "count(lines)", "total", "sum(lines.amount)");

    private static final String ORDERS = """
            F,orders-1
            H,PO-1,30.00
            L,gauze,10.00
            N,"urgent,
            please"
            L,tape,20.00
            X,something else
            H,PO-2,0
            H,PO-3,5.50
            L,needle,5.50
            T,3,4,35.50
            """;

    @Test
    void aHeaderAndItsLinesAreOneRecordWithItsExactBytes() throws IOException {
        List<FileRecord> records = records(Reading.layout(CSV), ORDERS, 0);

        assertThat(records).extracting(FileRecord::ordinal).containsExactly(1L, 5L, 6L, 7L, 9L, 10L);
        FileRecord order = records.get(1);
        assertThat(new String(order.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("H,PO-1,30.00\nL,gauze,10.00\nN,\"urgent,\nplease\"\nL,tape,20.00");
        assertThat(new String(Json.write(order.content().tree()), StandardCharsets.UTF_8))
                .isEqualTo("{\"tag\":\"H\",\"number\":\"PO-1\",\"total\":\"30.00\",\"lines\":["
                        + "{\"tag\":\"L\",\"item\":\"gauze\",\"amount\":\"10.00\"},"
                        + "{\"tag\":\"N\",\"text\":\"urgent,\\nplease\"},"
                        + "{\"tag\":\"L\",\"item\":\"tape\",\"amount\":\"20.00\"}]}");
        assertThat(order.content().type()).isEqualTo("order");
        assertThat(records.get(2).content().type()).isEqualTo("other");
        assertThat(records.get(3).content().tree().toString()).endsWith("lines=[]}");
    }

    @Test
    void totalsCountGroupsOrLinesAndAddFieldsOfEither() throws IOException {
        ControlTotals totals = new ControlTotals(io.sluice.format.Format.CSV, CHECK);
        List<FileRecord> records = records(Reading.layout(CSV), ORDERS.replace("X,something else\n", ""), 0);

        records.forEach(totals::add);

        assertThat(totals.verdicts()).hasSize(3).allMatch(ControlVerdict::holds);
        assertThat(totals.amounts(records.get(1))).containsOnly(Map.entry("total", new BigDecimal("30.00")));
    }

    @Test
    void readingGoesOnBehindAWholeGroup() throws IOException {
        RecordLayout layout = Reading.layout(CSV);

        List<FileRecord> rest = records(layout, ORDERS, 5);

        assertThat(rest).extracting(FileRecord::ordinal).containsExactly(6L, 7L, 9L, 10L);
    }

    @Test
    void aLineWithoutItsStartIsRefusedAloneAndTheFileGoesOn() throws IOException {
        List<FileRecord> records = records(Reading.layout(CSV), "L,gauze,10.00\nH,PO-1,1\nL,\"ta\"pe\n", 0);

        assertThat(records.get(0).problem().orElseThrow()).hasMessageContaining("record 1, its start");
        assertThat(records).hasSize(2);
        assertThat(records.get(1).problem()).isPresent();
    }

    @Test
    void recordsOfFixedLengthAreGroupedWithNothingBetweenThem() throws IOException {
        List<FileRecord> records = records(Reading.layout(FIXED), "HPO-01L00150L00050HPO-02", 0);

        assertThat(records).hasSize(2);
        assertThat(records.getFirst().content().tree().toString())
                .isEqualTo("{tag=H, number=PO-01, lines=[{tag=L, amount=1.50}, {tag=L, amount=0.50}]}");
    }

    @Test
    void aGroupThatIsNotDeclaredWholeIsRefused() {
        assertThatThrownBy(() -> Reading.layout(CSV.replace("start: H", "start: Q")))
                .hasMessageContaining("group.start");
        assertThatThrownBy(() -> Reading.layout(CSV.replace("[L, N]", "[H]"))).hasMessageContaining("group.lines");
        assertThatThrownBy(() -> Reading.layout(CSV.replace("[L, N]", "L, more: N")))
                .hasMessageContaining("group.more");
        assertThatThrownBy(() -> Reading.layout(CSV.replace("records:\n", "records:\n  names: true\n")))
                .hasMessageContaining("records.names");
    }

    @Property(tries = 100)
    void whereverAReaderStopsTheOtherGroupsFollow(@ForAll @Size(max = 20) List<@IntRange(max = 5) Integer> sizes)
            throws IOException {
        String file = IntStream.range(0, sizes.size())
                .mapToObj(i -> "H,PO-" + i + ",0\n" + "L,item,1.00\n".repeat(sizes.get(i)))
                .collect(Collectors.joining());
        RecordLayout layout = Reading.layout(CSV);
        List<FileRecord> all = records(layout, file, 0);
        assertThat(all).hasSize(sizes.size());

        for (int i = 0; i < all.size(); i++) {
            List<FileRecord> rest = records(layout, file, all.get(i).ordinal());
            assertThat(rest).hasSize(all.size() - i - 1);
            for (int j = 0; j < rest.size(); j++) {
                assertThat(rest.get(j).bytes()).isEqualTo(all.get(i + 1 + j).bytes());
            }
        }
    }

    private static List<FileRecord> records(RecordLayout layout, String file, long behind) throws IOException {
        List<FileRecord> found = new ArrayList<>();
        try (RecordReader reader = layout.read(new ByteArrayInputStream(bytes(file)))) {
            reader.skip(behind);
            for (Optional<FileRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                found.add(next.get());
            }
        }
        return found;
    }
}
