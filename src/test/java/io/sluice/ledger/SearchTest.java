package io.sluice.ledger;

import static io.sluice.ledger.SearchCriteria.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.SearchCriteria.Key;
import io.sluice.message.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SearchTest {

    private static final int COUNT = 40_000;
    private static final int DAYS = 30;

    private static SyntheticLedger ledger;
    private static Search search;

    @BeforeAll
    static void aMonthOfMessages() {
        ledger = new SyntheticLedger();
        ledger.fill(COUNT, DAYS);
        ledger.key(17, "mrn", "123");
        ledger.key(39_017, "mrn", "123");
        ledger.key(17, "controlId", "C17");
        search = new Search(ledger.pool(), ledger.keyring(), Duration.ofSeconds(1));
    }

    @Test
    void listsNewestFirstWithTheRunsOfEachMessage() {
        Page<MessageSummary> page = search.find(messages().limit(3).build());

        assertThat(page.items())
                .extracting(MessageSummary::id)
                .containsExactly(ledger.id(COUNT - 1), ledger.id(COUNT - 2), ledger.id(COUNT - 3));
        assertThat(page.items().getFirst().runs())
                .singleElement()
                .satisfies(run -> assertThat(run.state()).isEqualTo(RunState.COMPLETED));
        assertThat(page.next()).contains(ledger.id(COUNT - 3).toString());
    }

    @Test
    void everyMessageComesOnceOverAllPages() {
        List<UUID> all = walk(messages().integrations(List.of("orders")).limit(500));

        assertThat(all).hasSize(COUNT / 4).doesNotHaveDuplicates();
    }

    @Test
    void findsTheFewDeadOnesOfAnIntegrationAmongMany() {
        List<UUID> dead = walk(messages()
                .integrations(List.of("admissions"))
                .state(RunState.DEAD)
                .limit(30));

        assertThat(dead).hasSize(COUNT / 400).doesNotHaveDuplicates();
        assertThat(walk(messages()
                        .integrations(List.of("results"))
                        .state(RunState.DEAD)
                        .limit(30)))
                .isEmpty();
    }

    @Test
    void findsByStateWithoutNamingTheIntegration() {
        assertThat(walk(messages().state(RunState.DEAD).limit(500))).hasSize(COUNT / 400);
    }

    @Test
    void findsByTypeAndByTypePattern() {
        assertThat(walk(messages().type("ADT^A40").limit(7))).hasSize(COUNT / 1000);
        assertThat(walk(messages().type("ADT^*").limit(500))).hasSize(COUNT / 4);
        assertThat(walk(messages()
                        .type("ADT^A40")
                        .integrations(List.of("admissions"))
                        .state(RunState.DEAD)
                        .limit(7)))
                .hasSize(COUNT / 2000);
    }

    @Test
    void findsByBusinessKeyAndByControlId() {
        assertThat(walk(messages().key(new Key("mrn", "123")))).containsExactly(ledger.id(39_017), ledger.id(17));
        assertThat(walk(messages().key(new Key("mrn", "123")).limit(1))).hasSize(2);
        assertThat(walk(messages().key(new Key("mrn", "124")))).isEmpty();
        assertThat(walk(messages().controlId("C17"))).containsExactly(ledger.id(17));
        assertThat(walk(messages().key(new Key("mrn", "123")).controlId("C17"))).containsExactly(ledger.id(17));
    }

    @Test
    void sinceIsIncludedAndUntilIsNot() {
        Instant since = SyntheticLedger.FIRST.plus(Duration.ofDays(3));
        Instant until = SyntheticLedger.FIRST.plus(Duration.ofDays(4));

        List<UUID> day = walk(messages().since(since).until(until).limit(500));

        assertThat(day).hasSizeBetween(COUNT / DAYS, COUNT / DAYS + 1).contains(ledger.id(COUNT / DAYS * 3 + 5));
    }

    @Test
    void anImpatientSearchGivesShortPagesAndStillFindsEverything() {
        Search impatient = new Search(ledger.pool(), ledger.keyring(), Duration.ZERO);
        SearchCriteria.Builder rare = messages().type("ADT^A40").system("ehr").limit(500);

        Page<MessageSummary> first = impatient.find(rare.build());

        assertThat(first.items()).hasSizeLessThan(COUNT / 1000);
        assertThat(first.next()).isPresent();
        assertThat(walk(impatient, rare)).hasSize(COUNT / 1000);
    }

    @Test
    void walksAnIndexInsteadOfReadingTheTables() {
        List<SearchCriteria.Builder> questions = List.of(
                messages(),
                messages().integrations(List.of("admissions")),
                messages().state(RunState.DEAD).limit(20),
                messages().integrations(List.of("results")).state(RunState.DEAD),
                messages().type("ADT^A40").limit(20),
                messages().key(new Key("mrn", "123")),
                messages().until(SyntheticLedger.FIRST.plus(Duration.ofDays(2))));
        for (SearchCriteria.Builder question : questions) {
            assertThat(rowsTouched(question)).as(question.build().toString()).isLessThan(1_500);
        }
    }

    @Test
    @Tag("bench")
    void timesOverAMillion() {
        SyntheticLedger large = new SyntheticLedger();
        large.fill(1_000_000, 90);
        large.key(4_711, "mrn", "123");
        Search patient = new Search(large.pool(), large.keyring(), Duration.ofMillis(700));
        List<SearchCriteria.Builder> questions = List.of(
                messages(),
                messages().integrations(List.of("admissions")).state(RunState.DEAD),
                messages().state(RunState.HELD),
                messages().type("ADT^A40").state(RunState.DEAD),
                messages().type("ADT^A40").integrations(List.of("results")),
                messages().system("nobody"),
                messages().key(new Key("mrn", "123")));
        for (SearchCriteria.Builder question : questions) {
            long start = System.nanoTime();
            patient.find(question.build());
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            System.out.printf("BENCH search over a million messages, %5d ms: %s%n", millis, question.build());
        }
    }

    private static List<UUID> walk(SearchCriteria.Builder criteria) {
        return walk(search, criteria);
    }

    private static List<UUID> walk(Search search, SearchCriteria.Builder criteria) {
        List<UUID> ids = new ArrayList<>();
        Page<MessageSummary> page = search.find(criteria.build());
        page.items().forEach(message -> ids.add(message.id()));
        while (page.next().isPresent()) {
            page = search.find(
                    criteria.cursor(UUID.fromString(page.next().get())).build());
            page.items().forEach(message -> ids.add(message.id()));
        }
        return ids;
    }

    /** Rows that PostgreSQL fetched for the search, by any kind of scan of the partitioned tables. */
    private static long rowsTouched(SearchCriteria.Builder question) {
        String rows = "select coalesce(sum(seq_tup_read + idx_tup_fetch), 0) from pg_stat_user_tables"
                + " where relname ~ '^(message|run|message_key)_[0-9]+$'";
        String others = "select count(*) from pg_stat_activity where datname = current_database()"
                + " and pid <> pg_backend_pid() and backend_type = 'client backend'";
        Awaitility.await().until(() -> ledger.number(others) == 0);
        long before = ledger.number(rows);
        search.find(question.build());
        // A backend hands in its counts when it ends.
        Awaitility.await().until(() -> ledger.number(others) == 0);
        return ledger.number(rows) - before;
    }
}
