package io.sluice.receive.mllp;

import io.sluice.ledger.Bodies;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.LedgerSettings;
import io.sluice.ledger.PostgresLedger;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RunSink;
import io.sluice.ledger.TestSettings;
import io.sluice.receive.CountingMeter;
import io.sluice.receive.DoorCatalog;
import io.sluice.stack.Database;
import io.sluice.stack.KeptConnections;
import io.sluice.stack.MigratedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A door before a real ledger in a database of its own, with what is stored there. Nobody works on the runs:
 * integrations are as if paused.
 */
final class StoredDoor implements AutoCloseable {

    /** A row of the table {@code message}. */
    record Stored(
            UUID id,
            String integration,
            String outcome,
            String code,
            String type,
            String controlId,
            List<String> warnings,
            int size) {}

    private static final RunSink NOBODY = new RunSink() {
        @Override
        public int capacity(String integration) {
            return 0;
        }

        @Override
        public void ready(List<ReadyRun> runs) {
            throw new AssertionError("nothing was asked for");
        }
    };

    private final KeptConnections pool;
    private final Keyring keyring;
    private final PostgresLedger ledger;
    private final OpenDoor door;

    private StoredDoor(DoorCatalog catalog, MllpLimits limits, Database database) {
        pool = new KeptConnections(database);
        try {
            keyring = Keyring.open(Files.createTempDirectory("keys"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LedgerSettings settings = TestSettings.of("door");
        ledger = new PostgresLedger(pool, keyring, InstantSource.system(), settings);
        ledger.runsTo(NOBODY);
        door = new OpenDoor(catalog, ledger, limits);
    }

    static StoredDoor open(DoorCatalog catalog) {
        return open(catalog, MllpLimits.standard());
    }

    static StoredDoor open(DoorCatalog catalog, MllpLimits limits) {
        return new StoredDoor(catalog, limits, MigratedDatabase.fresh());
    }

    /** @param database migrated */
    static StoredDoor open(DoorCatalog catalog, Database database) {
        return new StoredDoor(catalog, MllpLimits.standard(), database);
    }

    MllpClient connect() throws IOException {
        return door.connect();
    }

    int port() {
        return door.port();
    }

    CountingMeter meter() {
        return door.meter();
    }

    MllpListeners listeners() {
        return door.listeners();
    }

    /** In the order of commit. */
    List<Stored> stored() {
        return query(
                "select id, integration, outcome, code, type, control_id, warnings, size from message order by seq",
                row -> new Stored(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        List.of((String[]) row.getArray(7).getArray()),
                        row.getInt(8)));
    }

    Stored onlyStored() {
        List<Stored> all = stored();
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " messages are stored instead of one");
        }
        return all.getFirst();
    }

    /** The bytes as they came. */
    byte[] original(Stored message) {
        return new Bodies(pool, keyring)
                .read(message.id(), "original")
                .orElseThrow(() -> new AssertionError("the original is not there"))
                .bytes();
    }

    /** Integration and state of each run. */
    List<String> runs() {
        return query("select integration || ' ' || state from run", row -> row.getString(1));
    }

    /** Integration, state and code of what waits for a person. */
    List<String> deadLetters() {
        return query("select integration || ' ' || state || ' ' || code from dead_letter", row -> row.getString(1));
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
        door.close();
        ledger.close();
    }
}
