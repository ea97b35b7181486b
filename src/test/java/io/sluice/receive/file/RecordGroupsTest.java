package io.sluice.receive.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.Catalog;
import io.sluice.ledger.RunResult.End;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders of a header and lines, over a real SFTP server into a real ledger. */
class RecordGroupsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int ORDERS = 1500;

    private static final String RECORDS = """
            format: fixed
            records:
              group: {start: H, lines: L}
              detail:
                - {name: order, tag: H, fields: [{name: tag, length: 1}, {name: number, length: 8}]}
                - {name: line, tag: L, fields: [{name: tag, length: 1}, {name: amount, length: 8, type: number, decimals: 2}]}
              trailer:
                tag: T
                fields: [{name: tag, length: 1}, {name: orders, length: 8, type: number}, {name: total, length: 12, type: number, decimals: 2}]
              check: {orders: count(), total: sum(lines.amount)}
            fields: {order: number}
            orderBy: [order]
            duplicates: {key: [order]}
            """;

    @AutoClose
    private final FileWorld world;

    RecordGroupsTest(@TempDir Path folder) {
        world = new FileWorld(folder);
    }

    @Test
    void anEngineThatDiesGoesOnAtTheNextWholeOrderAndTheTotalsHold() throws Exception {
        Catalog catalog = world.catalog("{by: temporary-suffix}", RECORDS);
        world.drop("orders.txt", file(""));
        AtomicInteger left = new AtomicInteger(ORDERS / 3);
        FileWorld.Node dying = world.node(catalog, null, FileListenersTest.ends(left));
        await().atMost(SOON).until(() -> left.get() < 0);
        dying.close();
        long before = messages();

        Set<String> seen = ConcurrentHashMap.newKeySet();
        world.node(
                catalog,
                run -> {
                    String order = new String(run.subject(), StandardCharsets.UTF_8);
                    assertThat(seen.add(order)).isTrue();
                    return order.startsWith("H00000007") ? new End.Filtered("not wanted") : new End.Routed();
                },
                ledger -> ledger);

        JsonNode receipt = settled("orders.txt");
        assertThat(before).isBetween(1L, ORDERS - 1L);
        assertThat(messages()).isEqualTo(ORDERS);
        assertThat(seen).hasSize(ORDERS).contains("H00000003\nL00000100\nL00000200\nL00000300");
        assertThat(receipt.at("/records").asInt()).isEqualTo(ORDERS);
        assertThat(receipt.at("/outcomes").toString()).isEqualTo("{\"COMPLETED\":1499,\"FILTERED\":1}");
        assertThat(receipt.at("/amounts/total/FILTERED").asText()).isEqualTo("6.00");
        assertThat(receipt.at("/totals/1/holds").asBoolean()).isTrue();
    }

    /** More of them than are read at once. */
    @Test
    void amountsOfManyRecordsThatAreNotCompletedAreAddedUpToo() {
        world.drop("orders.txt", file(""));

        world.node(
                world.catalog("{by: temporary-suffix}", RECORDS),
                run -> new End.Filtered("not wanted"),
                ledger -> ledger);

        JsonNode amounts = settled("orders.txt").at("/amounts/total");
        assertThat(amounts.at("/FILTERED").asText()).isEqualTo(total());
        assertThat(amounts.at("/COMPLETED").asText()).isEqualTo("0.00");
    }

    @Test
    void aLineThatIsMissingQuarantinesTheFile() {
        world.drop("orders.txt", file("L00000100\n"));

        world.node(world.catalog("{by: temporary-suffix}", RECORDS));

        await().atMost(SOON).until(() -> world.names("quarantine").contains("orders.txt.reason.json"));
        assertThat(messages()).isZero();
    }

    /** Order i has i modulo 4 lines, of 1.00, 2.00 and 3.00. */
    private static String file(String without) {
        String orders = IntStream.range(0, ORDERS)
                .mapToObj(i -> "H%08d\n".formatted(i)
                        + IntStream.rangeClosed(1, i % 4)
                                .mapToObj(n -> "L%08d\n".formatted(n * 100))
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
        int at = without.isEmpty() ? 0 : orders.indexOf(without);
        return orders.substring(0, at)
                + orders.substring(at + without.length())
                + "T%08d%012d\n"
                        .formatted(
                                ORDERS,
                                new java.math.BigDecimal(total())
                                        .movePointRight(2)
                                        .intValueExact());
    }

    private static String total() {
        return IntStream.range(0, ORDERS)
                        .map(i -> IntStream.rangeClosed(1, i % 4).sum())
                        .sum() + ".00";
    }

    private long messages() {
        return world.number("select count(*) from message where parent_id is not null");
    }

    private JsonNode settled(String file) {
        await().atMost(SOON).until(() -> world.receipt(file).at("/settled").asBoolean());
        return world.receipt(file);
    }
}
