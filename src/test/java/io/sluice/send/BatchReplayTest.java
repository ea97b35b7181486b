package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.ledger.BatchTerms;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.ledger.DeliveryResult;
import io.sluice.ledger.DeliveryResult.Attempt;
import io.sluice.ledger.DeliveryResult.Next;
import io.sluice.ledger.OutgoingBatch;
import io.sluice.ledger.OutgoingFiles;
import io.sluice.ledger.PostgresLedger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the members of a file that could not be made, or was made and not known of, on a real ledger. */
class BatchReplayTest {

    private static final String EXTRACT = "analytics/extract";
    private static final BatchTerms OF_TWO = new BatchTerms(
            2, 1 << 20, last -> Instant.MAX, false, (id, number, at) -> "extract-%d.csv".formatted(number));

    private final SendDatabase database = new SendDatabase();
    private final OutgoingFiles files = database.outgoingFiles();
    private PostgresLedger ledger;

    @BeforeEach
    void fourDeliveriesOfOneKey() throws Exception {
        try (SendingEngine engine = new SendingEngine(database, SendCatalog.of(SendCatalog.http("other/x", 1)))) {
            for (int i = 0; i < 4; i++) {
                engine.enqueue(EXTRACT, "lane", "{\"item\":\"i" + i + "\"}");
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> database.count("state = 'QUEUED'") == 4);
        }
        ledger = database.open();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void aDeadMemberIsNotOvertakenByTheOtherOnesOfItsKey() {
        OutgoingBatch batch = claim().orElseThrow();
        finish(batch.members().get(0), dead(true));
        finish(batch.members().get(1), new Next.Retry(Instant.now()));

        assertThat(claim()).isEmpty();
    }

    @Test
    void membersThatAreReplayedBecomeTheFileThatTheyWereToBe() throws SQLException {
        OutgoingBatch batch = claim().orElseThrow();
        batch.members().forEach(member -> finish(member, dead(true)));
        assertThat(claim()).isEmpty(); // the key is blocked

        for (ClaimedDelivery member : batch.members()) {
            replay(member.id());
        }

        OutgoingBatch again = claim().orElseThrow();
        assertThat(again.id()).isEqualTo(batch.id());
        assertThat(again.members()).extracting(ClaimedDelivery::id).isEqualTo(ids(batch.members()));
    }

    @Test
    void inALenientTierTheNextFileGoesOnAndReplayedMembersFindTheirOwnWhenItWasWritten() throws SQLException {
        OutgoingBatch batch = claim().orElseThrow();
        files.written(batch.id(), 5, new byte[32], List.of());
        batch.members().forEach(member -> finish(member, dead(false)));

        OutgoingBatch next = claim().orElseThrow();
        assertThat(next.sequence()).isEqualTo(2);
        assertThat(ids(next.members())).doesNotContainAnyElementsOf(ids(batch.members()));
        next.members().forEach(member -> finish(member, new Next.Delivered()));
        replay(batch.members().getFirst().id());

        OutgoingBatch again = claim().orElseThrow();
        assertThat(again.id()).isEqualTo(batch.id());
        assertThat(again.stage()).isEqualTo(OutgoingFiles.Stage.WRITTEN);
        assertThat(again.members()).hasSize(1);
    }

    @Test
    void whileAFileIsBeingMadeThereIsNoOther() throws Exception {
        assertThat(claim()).isPresent();

        try (PostgresLedger other = database.open()) {
            assertThat(other.claimBatch(EXTRACT, OF_TWO).batch()).isEmpty();
        }
    }

    private Optional<OutgoingBatch> claim() {
        return ledger.claimBatch(EXTRACT, OF_TWO).batch();
    }

    private void finish(ClaimedDelivery member, Next next) {
        ledger.finish(new DeliveryResult(member, next, new Attempt(Instant.now(), 1, "send.unreachable", null, null)))
                .join();
    }

    private static Next dead(boolean strict) {
        return new Next.Dead("send.unreachable", "", "TRANSPORT", "", strict);
    }

    private void replay(UUID delivery) {
        ledger.reopen(reopening -> {
            reopening.retryDelivery(delivery);
            return null;
        });
    }

    private static List<UUID> ids(List<ClaimedDelivery> members) {
        return members.stream().map(ClaimedDelivery::id).toList();
    }
}
