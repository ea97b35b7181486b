package io.sluice.stack;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/**
 * Where the real PostgreSQL and Kafka of a test are. {@link #shared()} is one stack for the whole test run: started by
 * the first test that asks, gone with the JVM. A test keeps to its own {@link #freshDatabase()} and its own topic
 * names. A test that kills servers takes a {@link PrivateStack}.
 *
 * @param database the one that exists already; for {@code make up}, the engine's
 * @param bootstrapServers Kafka's address
 */
public record TestStack(Database database, String bootstrapServers) {

    private static final String FOLDER = "sluice.test.stack";

    /**
     * The stack of this JVM. Quarkus loads a test class once more with a class loader of its own, where a static field
     * would start a second stack; system properties are the same for all of them.
     */
    public static TestStack shared() {
        Properties jvm = System.getProperties();
        synchronized (jvm) {
            String root = jvm.getProperty(FOLDER);
            if (root == null) {
                root = Path.of("target", "stack-" + ProcessHandle.current().pid())
                        .toAbsolutePath()
                        .toString();
                StackProcess.start(
                        StackFolder.of(Path.of(root)), List.of("postgres", "kafka"), Map.of(), "--temporary");
                jvm.setProperty(FOLDER, root);
            }
            return of(StackFolder.of(Path.of(root)).readSettings());
        }
    }

    static TestStack of(Map<String, String> settings) {
        return new TestStack(
                new Database(
                        settings.get("quarkus.datasource.jdbc.url"),
                        settings.get("quarkus.datasource.username"),
                        settings.get("quarkus.datasource.password")),
                settings.get("kafka.bootstrap.servers"));
    }

    /** A new, empty database that no other test sees. */
    public Database freshDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new StackException("The test's PostgreSQL gave no new database.", e);
        }
        String url = database.url().substring(0, database.url().lastIndexOf('/') + 1) + name;
        return new Database(url, database.username(), database.password());
    }

    /** As configuration keys of the engine, with the given database. */
    public Map<String, String> settings(Database own) {
        Map<String, String> settings = new HashMap<>(own.settings());
        settings.put("kafka.bootstrap.servers", bootstrapServers);
        return settings;
    }
}
