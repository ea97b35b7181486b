package io.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.sluice.stack.Database;
import io.sluice.stack.TestStack;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Sessions over the pool that the engine has. */
class SessionTest {

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Database database = TestStack.shared().freshDatabase();

    @Test
    void aSessionThatIsBrokenOffLetsGoOfItsLocksAndOfItsPlaceInThePool() throws SQLException {
        try (AgroalDataSource pool = poolOfOne()) {
            Session session = Session.open(pool, ANSWER);
            run(session, "select pg_advisory_lock(1)");

            session.abort();

            // Other tests' databases on the same server have locks of their own.
            Awaitility.await()
                    .atMost(ANSWER)
                    .until(() -> held("select count(*) from pg_locks l join pg_database d on d.oid = l.database"
                                    + " where l.locktype = 'advisory' and d.datname = current_database()")
                            == 0);
            Session next = Session.open(pool, ANSWER);
            run(next, "select 1");
            next.close();
            assertThat(pool.getMetrics().activeCount()).isZero();
        }
    }

    @Test
    void aSessionWhoseServerIsGoneLetsGoOfItsPlaceInThePool() throws SQLException {
        try (AgroalDataSource pool = poolOfOne()) {
            Session session = Session.open(pool, ANSWER);
            held("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");

            session.abort();

            run(Session.open(pool, ANSWER), "select 1");
        }
    }

    private static void run(Session session, String sql) throws SQLException {
        session.prepare(sql).execute();
    }

    private long held(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private AgroalDataSource poolOfOne() throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled()
                .connectionPoolConfiguration(pool -> pool.maxSize(1)
                        .acquisitionTimeout(ANSWER)
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(connections -> connections
                                .jdbcUrl(database.url())
                                .connectionProviderClassName("org.postgresql.Driver")
                                .principal(new NamePrincipal(database.username()))
                                .credential(new SimplePassword(database.password())))));
    }
}
