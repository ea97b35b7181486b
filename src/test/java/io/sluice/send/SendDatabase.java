package io.sluice.send;

import io.sluice.ledger.Actor;
import io.sluice.ledger.Controls;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.OutgoingFiles;
import io.sluice.ledger.PostgresLedger;
import io.sluice.ledger.TestSettings;
import io.sluice.stack.KeptConnections;
import io.sluice.stack.MigratedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** A ledger's database of one test's own, and what the test looks up in it. */
final class SendDatabase {

    private static final Actor OPERATOR = new Actor("operator", "operator");

    private final KeptConnections pool = new KeptConnections(MigratedDatabase.fresh());
    private final Path keys;

    SendDatabase() {
        try {
            keys = Files.createTempDirectory("sluice-keys");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PostgresLedger open() {
        return open(InstantSource.system());
    }

    PostgresLedger open(InstantSource clock) {
        return new PostgresLedger(pool, Keyring.open(keys), clock, TestSettings.of("test"));
    }

    OutgoingFiles outgoingFiles() {
        return new OutgoingFiles(pool);
    }

    int count(String where) {
        return number("select count(*) from delivery where " + where);
    }

    /** Attempts spent on deliveries to the endpoint that still wait. */
    int attempts(String endpoint) {
        return number("select coalesce(sum(attempts), 0) from work where owner = '" + endpoint + "'");
    }

    String state(UUID delivery) {
        return text("select state from delivery where id = '" + delivery + "'");
    }

    /** Code, category, owner, attempts. */
    String deadLetter(UUID delivery) {
        return text("select concat_ws(' ', code, category, owner, attempts) from dead_letter where id = '" + delivery
                + "'");
    }

    void pause(String target) {
        new Controls(pool).pause(target, OPERATOR, "test", Instant.now());
    }

    void resume(String target) {
        new Controls(pool).resume(target, OPERATOR, "test", Instant.now());
    }

    /** Ends every connection to this database, as a restart of PostgreSQL does. */
    void breakConnections() {
        number("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");
    }

    /** What deliveries were answered, one each. */
    int answers(String state) {
        return number("select count(*) from attempt where outcome = '" + state + "'");
    }

    /** Different times at which attempts began. */
    int starts() {
        return number("select count(distinct started_at) from attempt");
    }

    /** Up to which time of closing the files of the endpoint have been closed; null before the first look. */
    Instant cutOf(String endpoint) {
        String cut =
                text("select to_char(cut_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from outgoing_cut"
                        + " where endpoint = '" + endpoint + "'");
        return cut.isEmpty() ? null : Instant.parse(cut);
    }

    private int number(String sql) {
        return Integer.parseInt(text(sql));
    }

    private String text(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
