package io.sluice.ledger;

import static io.sluice.ledger.Arriving.INTEGRATION;
import static io.sluice.ledger.Arriving.message;
import static io.sluice.ledger.LedgerWorld.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.message.ProblemException;
import io.sluice.stack.Database;
import io.sluice.stack.MigratedDatabase;
import io.sluice.stack.PrivatePostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAwayTest {

    @TempDir
    private Path folder;

    @Test
    void whatWasAcknowledgedSurvivesTheKillOfTheDatabaseAndEverythingGoesOnByItself() {
        try (PrivatePostgres postgres = PrivatePostgres.start(folder.resolve("postgres"));
                LedgerWorld world = new LedgerWorld(migrated(postgres.database()))) {
            TestSink sink = new TestSink();
            PostgresLedger ledger = world.node("one", sink);
            get(ledger.receive(message().lanes("a").build()));
            ReadyRun half = sink.next();
            List<Arrival> arrivals = new ArrayList<>();
            List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                if (i == 250) {
                    postgres.kill();
                }
                arrivals.add(message().lanes("key" + i % 50).build());
                receipts.add(ledger.receive(arrivals.getLast()));
            }

            Set<UUID> acknowledged = new HashSet<>();
            for (int i = 0; i < receipts.size(); i++) {
                try {
                    get(receipts.get(i));
                    acknowledged.add(arrivals.get(i).id());
                } catch (ProblemException refused) {
                    assertThat(refused.problem()).isEqualTo(LedgerProblem.UNAVAILABLE);
                }
            }
            assertThat(acknowledged).hasSizeLessThan(500);
            assertThat(ledger.available()).isFalse();
            assertThatThrownBy(() -> get(ledger.finish(Results.filtered(half)))).isInstanceOf(ProblemException.class);

            postgres.startAgain();

            Awaitility.await().atMost(Duration.ofSeconds(30)).until(ledger::available);
            Arrival after = message().lanes("a").build();
            get(ledger.receive(after));
            Set<UUID> run = new HashSet<>();
            while (!run.contains(after.id()) || !run.containsAll(acknowledged)) {
                ReadyRun next = sink.next();
                try {
                    get(ledger.finish(Results.filtered(next)));
                    run.add(next.messageId());
                } catch (ProblemException fenced) {
                    // Handed over before the kill; it comes again.
                    assertThat(fenced.problem()).isEqualTo(LedgerProblem.FENCED);
                }
            }
            assertThat(run).contains(half.messageId());
            assertThat(sink.all)
                    .extracting(ReadyRun::crashes)
                    .as("the engine did not crash")
                    .containsOnly(0);
            assertThat(world.number("select count(*) from run where state = 'FILTERED' and integration = '"
                            + INTEGRATION + "'"))
                    .isGreaterThanOrEqualTo(acknowledged.size() + 2);
        }
    }

    private static Database migrated(Database database) {
        MigratedDatabase.migrate(database);
        return database;
    }
}
