package io.sluice.ledger;

import io.sluice.stack.Database;
import io.sluice.stack.MigratedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A ledger in a database of its own, filled by statement instead of by traffic: one message each {@code step}, in
 * turn by four integrations; each hundredth of {@code admissions} is DEAD and each thousandth message is an ADT^A40.
 */
final class SyntheticLedger {

    static final Instant FIRST = Instant.parse("2026-10-01T00:00:00Z");

    private final PGSimpleDataSource pool = new PGSimpleDataSource();

    private final Keyring keyring;

    SyntheticLedger() {
        try {
            keyring = Keyring.open(Files.createTempDirectory("keys"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Database database = MigratedDatabase.fresh();
        pool.setURL(database.url());
        pool.setUser(database.username());
        pool.setPassword(database.password());
    }

    DataSource pool() {
        return pool;
    }

    Keyring keyring() {
        return keyring;
    }

    void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    long number(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** {@code count} messages spread evenly over {@code days} days from {@link #FIRST}. */
    void fill(int count, int days) {
        LocalDate first = LocalDate.ofInstant(FIRST, ZoneOffset.UTC);
        execute("select ensure_partitions('%s', '%s')".formatted(first, first.plusDays(days)));
        execute("""
                create table source as
                select i, at, (at at time zone 'UTC')::date as day,
                    (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7'
                        || lpad(to_hex(i %% 4096), 3, '0') || '8' || substr(md5(i::text), 1, 15))::uuid as id,
                    (array['admissions', 'results', 'orders', 'charges'])[i %% 4 + 1] as integration,
                    case when i %% 1000 = 0 then 'ADT^A40'
                         else (array['ADT^A08', 'ORU^R01', 'ORM^O01', 'DFT^P03'])[i %% 4 + 1] end as type,
                    case when i %% 400 = 0 then 'DEAD' else 'COMPLETED' end as state
                from generate_series(0, %d - 1) i,
                    lateral (select timestamptz '%s' + i * interval '%d microseconds' as at) t
                """.formatted(count, FIRST, days * 86_400_000_000L / count));
        execute("""
                insert into message (day, id, seq, listener, system, transport, integration, format, type, version,
                    control_id, correlation_id, received_at, size, sha256, outcome)
                select day, id, i, 'mllp:ehr', 'ehr', 'mllp', integration, 'hl7v2', type, '2.5.1', 'C' || i, id, at,
                    1000, '\\x00', 'ACCEPTED' from source
                """);
        execute("""
                insert into run (day, id, message_id, integration, state, created_at, code)
                select day, gen_random_uuid(), id, integration, state, at,
                    case state when 'DEAD' then 'map.failed' end from source
                """);
        execute("""
                insert into dead_letter (id, kind, day, message_id, run_id, integration, hop, code, category, state, at)
                select id, 'R', day, message_id, id, integration, 'map:adt', code, 'MAPPING', 'DEAD', created_at
                from run where state = 'DEAD'
                """);
        execute("analyze");
    }

    /** Says that the i-th message carries the key. */
    void key(int i, String name, String value) {
        execute("insert into message_key select day, '%s', id from source where i = %d"
                .formatted(keyring.hash(name, value), i));
    }

    UUID id(int i) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select id from source where i = " + i)) {
            row.next();
            return row.getObject(1, UUID.class);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
