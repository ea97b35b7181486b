package io.sluice.receive;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.ledger.Bodies;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.PostgresLedger;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RunSink;
import io.sluice.ledger.Sources;
import io.sluice.ledger.TestSettings;
import io.sluice.stack.Database;
import io.sluice.stack.KeptConnections;
import io.sluice.stack.MigratedDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real ledger in a database of its own behind a broker's listener, and what is stored there. */
public final class StoredQueue implements AutoCloseable {

    /** A row of the table {@code message}. */
    public record Stored(
            UUID id,
            String outcome,
            String code,
            String type,
            String controlId,
            String correlation,
            String trace,
            String peer) {}

    private final KeptConnections pool;
    private final Database database;
    private final Keyring keyring;
    private final PostgresLedger ledger;
    private final CountingMeter meter = new CountingMeter();
    private final BlockingQueue<ReadyRun> runs = new LinkedBlockingQueue<>();

    public StoredQueue(Path keys) {
        this(MigratedDatabase.fresh(), keys);
    }

    /** @param database migrated */
    public StoredQueue(Database database, Path keys) {
        this.database = database;
        pool = new KeptConnections(database);
        keyring = Keyring.open(keys);
        ledger = new PostgresLedger(pool, keyring, InstantSource.system(), TestSettings.of("queue"));
        ledger.runsTo(new RunSink() {
            @Override
            public int capacity(String integration) {
                return 100_000;
            }

            @Override
            public void ready(List<ReadyRun> ready) {
                runs.addAll(ready);
            }
        });
    }

    public Intake intake(Catalog catalog) {
        return new Intake(new CatalogHolder(catalog), ledger, meter);
    }

    /** @param turns by which its systems send */
    public Intake intake(Catalog catalog, DrivenTurns turns) {
        return turns.intake(catalog, ledger, meter);
    }

    public PostgresLedger ledger() {
        return ledger;
    }

    public Sources sources() {
        return new Sources(pool);
    }

    public Keyring keyring() {
        return keyring;
    }

    public Database database() {
        return database;
    }

    public CountingMeter meter() {
        return meter;
    }

    /** As it came to the route. */
    public ReadyRun nextRun() throws InterruptedException {
        return runs.poll(20, TimeUnit.SECONDS);
    }

    public long count(String where) {
        return query("select count(*) from message where " + where, row -> row.getLong(1))
                .getFirst();
    }

    /** How many different bodies there are. */
    public long distinct() {
        return query("select count(distinct sha256) from message", row -> row.getLong(1))
                .getFirst();
    }

    /** In the order of commit. */
    public List<Stored> stored() {
        return query(
                "select id, outcome, code, type, control_id, correlation_id, traceparent, peer from message order by seq",
                row -> new Stored(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)));
    }

    public String original(Stored message) {
        return new String(
                new Bodies(pool, keyring)
                        .read(message.id(), "original")
                        .orElseThrow()
                        .bytes(),
                StandardCharsets.UTF_8);
    }

    public Map<String, Long> positions(String source) {
        return sources().positions(source);
    }

    /** Ends every connection to this database, as a restart of PostgreSQL does. */
    public void breakConnections() {
        query(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()",
                row -> row.getLong(1));
    }

    private interface Read<T> {
        T from(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Read<T> read) {
        List<T> found = new ArrayList<>();
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                found.add(read.from(row));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    @Override
    public void close() {
        ledger.close();
    }
}
