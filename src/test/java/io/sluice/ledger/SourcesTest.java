package io.sluice.ledger;

import static io.sluice.ledger.Arriving.message;
import static io.sluice.ledger.LedgerWorld.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.Origin.Progress;
import io.sluice.message.Ids;
import io.sluice.message.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was read from a source, and how far the source was read, are stored together or not at all. */
class SourcesTest {

    private static final String TOPIC = "kafka:orders";

    @AutoClose
    private final LedgerWorld world = new LedgerWorld();

    private final Sources sources = new Sources(world.pool);
    private final TestSink sink = new TestSink();
    private final PostgresLedger ledger = world.node("one", sink);

    @BeforeEach
    void start() {
        sources.begin(TOPIC, Map.of("0", 100L, "1", 7L));
    }

    @Test
    void theFirstToSayWhereReadingBeginsIsRight() {
        sources.begin(TOPIC, Map.of("0", 0L, "2", 5L));

        assertThat(sources.positions(TOPIC)).isEqualTo(Map.of("0", 100L, "1", 7L, "2", 5L));
    }

    @Test
    void manyArrivalsMoveTheirSourceWithThem() {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            receipts.add(ledger.receive(read("0", 100 + i).build()));
        }
        receipts.add(ledger.receive(read("1", 7).build()));
        receipts.forEach(receipt -> assertThat(get(receipt)).isInstanceOf(Receipt.Stored.class));

        assertThat(sources.positions(TOPIC)).isEqualTo(Map.of("0", 600L, "1", 8L));
    }

    @Test
    void aReaderThatWasReplacedStoresNothingMore() {
        get(ledger.receive(read("0", 100).build()));

        CompletableFuture<Receipt> late = ledger.receive(read("0", 100).build());
        CompletableFuture<Receipt> other = ledger.receive(read("1", 7).build());

        assertThatThrownBy(() -> get(late))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(LedgerProblem.FENCED));
        assertThat(get(other)).isInstanceOf(Receipt.Stored.class);
        assertThat(world.number("select count(*) from message")).isEqualTo(2);
        assertThat(sources.positions(TOPIC)).isEqualTo(Map.of("0", 101L, "1", 8L));
    }

    @Test
    void aRepetitionMovesTheSourceToo() {
        get(ledger.receive(read("0", 100).controlId("SAME").body("the same").build()));

        assertThat(get(ledger.receive(
                        read("0", 101).controlId("SAME").body("the same").build())))
                .isInstanceOf(Receipt.Duplicate.class);

        assertThat(sources.positions(TOPIC)).containsEntry("0", 102L);
    }

    @Test
    void aPartKnowsItsWholeAndItsHeadersComeBackAfterACrash() {
        UUID whole = Ids.v7(Instant.now());
        Map<String, String> headers = Map.of("fileName", "items.csv", "priority", "high");
        Receipt receipt = get(ledger.receive(
                message().from(new Origin(whole, 41, headers, null)).build()));
        assertThat(sink.next().headers()).isEqualTo(headers);

        ledger.kill();
        TestSink second = new TestSink();
        world.node("two", second);

        assertThat(second.next().headers()).isEqualTo(headers);
        assertThat(world.text(
                        "select parent_id || ' ' || position from message where id = '" + receipt.messageId() + "'"))
                .isEqualTo(whole + " 41");
        assertThat(world.number(
                        "select count(*) from payload where position('items.csv' in encode(content, 'escape')) > 0"))
                .isZero();
    }

    private static Arriving read(String part, long position) {
        return message().from(new Origin(null, 0, Map.of(), new Progress(TOPIC, part, position, position + 1)));
    }
}
