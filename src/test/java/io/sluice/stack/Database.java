package io.sluice.stack;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** An empty database of one test's own. */
public record Database(String url, String username, String password) {

    /** A new connection each time; the caller closes it. */
    public Connection connect() throws SQLException {
        // Not DriverManager: it finds no driver when Quarkus loads the test with a class loader of its own.
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        return source.getConnection(username, password);
    }

    /** As configuration keys of the engine. */
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.jdbc.url", url,
                "quarkus.datasource.username", username,
                "quarkus.datasource.password", password);
    }
}
