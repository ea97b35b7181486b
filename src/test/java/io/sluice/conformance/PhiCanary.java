package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.ledger.Actions;
import io.sluice.ledger.Backlog;
import io.sluice.ledger.Balance;
import io.sluice.ledger.Bodies;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.DeadLetter;
import io.sluice.ledger.DeliverySearch;
import io.sluice.ledger.IncomingFiles;
import io.sluice.ledger.MessageSummary;
import io.sluice.ledger.Search;
import io.sluice.ledger.SearchCriteria;
import io.sluice.ledger.Traces;
import io.sluice.stack.Database;
import io.sluice.torture.Hunt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Design section 9: a word that occurs nowhere else is sent as number and name, in messages of every fate. */
final class PhiCanary implements Control {

    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    @Override
    public String name() {
        return "PHI canary";
    }

    @Override
    public String catches() {
        return "A patient's name and number in messages of every fate stand in clear in no log line, metric, answer of the"
                + " administration, table, file of PostgreSQL or file of Kafka, but where their sender has put them.";
    }

    @Override
    public String spares() {
        return "Who may read them gets them: the opened payload has the very bytes, the target has the name.";
    }

    @Override
    public void doesItsWork(Site site) throws Exception {
        String word = word();
        Hunt hunt = new Hunt(word);
        try (Said said = new Said()) {
            sendOfEveryFate(site, word);
            assertThat(said.lines())
                    .as("the log is heard; the build sets java.util.logging.manager to org.jboss.logmanager.LogManager")
                    .contains("refused and kept under");
            hunt.text("log", said.lines());
        }
        hunt.text("metrics", site.engine().metrics.getMetersAsString());
        answers(site, hunt);
        hunt.tables(site.database());
        postgres(site, hunt);
        kafka(site, hunt);
        hunt.files("keys", site.folder().resolve("data"), ".none");

        assertThat(hunt.found()).isEmpty();
    }

    private static void sendOfEveryFate(Site site, String word) {
        Hl7 good = named(word);
        site.send(good);
        site.send(good);
        site.send(good.named(word + "other"));
        site.stored().await(good, "COMPLETED");
        site.target().refuse(422, 1);
        Hl7 dead = named(word).about(word + "dead");
        site.send(dead);
        site.stored().await(dead, "DEAD");
        Replayed.replay(site, DeadLettered.of(site, dead).getFirst().id());
        site.stored().await(dead, "COMPLETED");
        Hl7 broken = named(word).about(""); // breaks the contract
        site.send(broken);
        site.stored().await(broken, "DEAD");
        site.send(named(word).typed("ORU^R01^ORU_R01"));
        site.send(named(word).sized(Home.LIMIT + 1));
        site.send(Parcel.of((word + ", no HL7 at all\r").getBytes(StandardCharsets.US_ASCII)));
    }

    private static Hl7 named(String word) {
        return Hl7.fresh().about(word + "mrn").named(word.toUpperCase(Locale.ROOT));
    }

    private static String word() {
        return "zq" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 41), 36);
    }

    /** What the administration gives out without a payload being opened, as it gives it out. */
    private static void answers(Site site, Hunt hunt) throws Exception {
        DataSource pool = site.engine().pool;
        List<MessageSummary> found = new Search(pool, site.engine().keyring, Duration.ofSeconds(10))
                .find(SearchCriteria.messages().limit(SearchCriteria.MOST).build())
                .items();
        assertThat(found).isNotEmpty();
        hunt.text("messages", JSON.writeValueAsString(found));
        Traces traces = new Traces(pool);
        for (MessageSummary message : found) {
            hunt.text("trace", JSON.writeValueAsString(traces.find(message.id()).orElseThrow()));
        }
        hunt.text(
                "dead letters",
                JSON.writeValueAsString(site.engine().deadLetters.groups()));
        for (DeadLetter letter : DeadLettered.all(site)) {
            hunt.text("dead letter", JSON.writeValueAsString(letter));
        }
        hunt.text("replays", JSON.writeValueAsString(site.engine().replays.list(Optional.empty(), 500)));
        hunt.text("balance", JSON.writeValueAsString(new Balance(pool).read()));
        hunt.text("backlog", JSON.writeValueAsString(new Backlog(pool).read()));
        hunt.text("endpoints", JSON.writeValueAsString(site.engine().deliveries.endpoints()));
        hunt.text("actions", JSON.writeValueAsString(new Actions(pool).list(Optional.empty(), Optional.empty(), 500)));
        hunt.text(
                "deliveries",
                JSON.writeValueAsString(
                        new DeliverySearch(pool).find(Optional.empty(), Optional.empty(), Cursor.START, 500)));
        hunt.text("files", JSON.writeValueAsString(new IncomingFiles(pool, site.engine().keyring).newest(500)));
    }

    /** The files of this engine's database, and the log of all that was written. */
    private static void postgres(Site site, Hunt hunt) throws Exception {
        Database administrator =
                new Database(site.database().url(), "postgres", site.database().password());
        try (Connection connection = administrator.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint"); // writes to the files what PostgreSQL still holds in memory
            try (ResultSet row = statement.executeQuery(
                    "select current_setting('data_directory'), oid, pg_walfile_name(pg_current_wal_lsn())"
                            + " from pg_database where datname = current_database()")) {
                row.next();
                Path data = Path.of(row.getString(1));
                hunt.files("PostgreSQL", data.resolve("base").resolve(row.getString(2)), ".pid");
                hunt.files("PostgreSQL", data.resolve("pg_wal"), ".history");
            }
        }
    }

    /** All topics but the sender's own, which is in clear since it is the sender's. */
    private static void kafka(Site site, Hunt hunt) throws Exception {
        Path data = Path.of(System.getProperty("sluice.test.stack"), "data", "kafka");
        try (Stream<Path> topics = Files.list(data)) {
            for (Path topic : topics.filter(Files::isDirectory)
                    .filter(topic -> !topic.getFileName().toString().startsWith(site.own()))
                    .toList()) {
                hunt.files("Kafka", topic, ".pid");
            }
        }
    }

    @Override
    public void doesNoMore(Site site) {
        String word = word();
        Hl7 message = named(word);

        site.send(message);
        site.stored().await(message, "COMPLETED");

        Bodies bodies = new Bodies(site.engine().pool, site.engine().keyring);
        var id = site.stored().only(message).id();
        assertThat(bodies.read(id, "original").orElseThrow().bytes()).isEqualTo(message.bytes());
        assertThat(new String(bodies.read(id, "event.1").orElseThrow().bytes(), StandardCharsets.UTF_8))
                .contains(message.name());
        assertThat(site.target().about(message.mrn()))
                .singleElement()
                .satisfies(heard -> assertThat(heard.name()).isEqualTo(message.name()));
    }
}
