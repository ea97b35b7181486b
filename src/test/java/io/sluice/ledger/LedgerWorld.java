package io.sluice.ledger;

import io.sluice.stack.Database;
import io.sluice.stack.KeptConnections;
import io.sluice.stack.MigratedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/** A migrated database of one test's own, the keys that belong to it, and as many ledgers on it as the test opens. */
final class LedgerWorld implements AutoCloseable {

    final KeptConnections pool;
    final Keyring keyring;
    final TestClock clock = new TestClock();
    private final List<PostgresLedger> ledgers = new ArrayList<>();

    LedgerWorld() {
        this(MigratedDatabase.fresh());
    }

    /** @param database migrated */
    LedgerWorld(Database database) {
        pool = new KeptConnections(database);
        try {
            keyring = Keyring.open(Files.createTempDirectory("keys"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A node that is ready to work. */
    PostgresLedger node(String name, RunSink sink) {
        return node(name, sink, pool);
    }

    PostgresLedger node(String name, RunSink sink, DataSource connections) {
        PostgresLedger ledger = new PostgresLedger(connections, keyring, clock, TestSettings.of(name));
        ledgers.add(ledger);
        ledger.runsTo(sink);
        return ledger;
    }

    long number(String sql) {
        return Long.parseLong(text(sql));
    }

    /** The first column of the only row. */
    String text(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The first column of all rows. */
    List<String> texts(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** What the balance says of an integration, states at 0 left out. */
    Map<String, Long> balance(String integration) {
        Map<String, Long> states = new TreeMap<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select state, sum(n) from (select * from balance union all select * from balance_delta) b"
                                + " where integration = '" + integration + "' group by 1 having sum(n) <> 0")) {
            while (row.next()) {
                states.put(row.getString(1), row.getLong(2));
            }
            return states;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The answer, once it is there. */
    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        ledgers.forEach(PostgresLedger::close);
    }
}
