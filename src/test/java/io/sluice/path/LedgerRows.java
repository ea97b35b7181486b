package io.sluice.path;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/** The ledger as an outsider with SQL sees it. */
public record LedgerRows(DataSource database) {

    public List<List<String>> rows(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int c = 1; c <= result.getMetaData().getColumnCount(); c++) {
                        row.add(result.getString(c));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    public String one(String sql, Object... values) {
        List<List<String>> rows = rows(sql, values);
        return rows.isEmpty() ? null : rows.getFirst().getFirst();
    }

    /** Waits until nothing is left to do but what is collected for analytics until an hour of the day. */
    public void awaitDone() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> one("select count(*) from work where owner <> 'analytics/extract'")
                                .equals("0")
                        && one("select count(*) from outbox").equals("0"));
    }
}
