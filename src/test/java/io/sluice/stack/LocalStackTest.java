package io.sluice.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {

    @TempDir
    private static Path root;

    /** A stack of PostgreSQL alone, for all tests that need to start one; null while none runs. */
    private static StackProcess postgres;

    private static Database itsDatabase;

    @AfterAll
    static void stop() {
        if (postgres != null) {
            postgres.stop();
        }
    }

    private static StackProcess postgres() {
        if (postgres == null) {
            postgres = StackProcess.start(StackFolder.of(root), List.of("postgres"), Map.of());
            itsDatabase = TestStack.of(StackFolder.of(root).readSettings()).database();
        }
        return postgres;
    }

    @Test
    void postgresIsDurableAndItsUserIsNoAdministrator() throws Exception {
        Database database = TestStack.shared().freshDatabase();

        assertThat(query(database, "SELECT current_setting('fsync')")).isEqualTo("on");
        assertThat(query(database, "SELECT current_setting('synchronous_commit')"))
                .isEqualTo("on");
        assertThat(query(database, "SELECT current_setting('server_encoding')")).isEqualTo("UTF8");
        assertThat(query(database, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("f");
    }

    @Test
    void eachTestHasADatabaseOfItsOwnInOneStack() throws Exception {
        Database one = TestStack.shared().freshDatabase();
        Database other = TestStack.shared().freshDatabase();

        execute(one, "CREATE TABLE mine (n int)");

        assertThat(query(one, "SELECT count(*) FROM pg_tables WHERE tablename = 'mine'"))
                .isEqualTo("1");
        assertThat(query(other, "SELECT count(*) FROM pg_tables WHERE tablename = 'mine'"))
                .isEqualTo("0");
        assertThat(query(one, "SELECT pg_postmaster_start_time()"))
                .isEqualTo(query(other, "SELECT pg_postmaster_start_time()"));
    }

    @Test
    void whatWasCommittedAndPublishedSurvivesAKillOnTheSameAddresses(@TempDir Path folder) throws Exception {
        try (PrivateStack stack = PrivateStack.start(folder)) {
            Database database = stack.addresses().database();
            execute(database, "CREATE TABLE kept AS SELECT 42 AS n");
            publish(stack.addresses().bootstrapServers(), "kept", "a record");

            stack.killPostgres();
            stack.killKafka();
            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            stack.startPostgres();
            stack.startKafka();

            assertThat(query(database, "SELECT n FROM kept")).isEqualTo("42");
            assertThat(records(stack.addresses().bootstrapServers(), "kept")).isEqualTo(1);
        }
    }

    @Test
    void bringsAPostgresThatDiesAloneBackAndReapsTheOrphanOfAKilledStack() throws Exception {
        StackFolder folder = StackFolder.of(root);
        StackProcess first = postgres();
        Database database = itsDatabase;
        long killed = postmaster(folder);

        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> query(database, "SELECT 1").equals("1"));
        Awaitility.await().until(() -> postmaster(folder) != killed);
        long orphan = postmaster(folder);
        first.killAlone();
        postgres = null;
        assertThat(ProcessHandle.of(orphan)).isPresent();

        String port = String.valueOf(
                URI.create(database.url().substring("jdbc:".length())).getPort());
        StackProcess second = StackProcess.start(folder, List.of("postgres"), Map.of("SLUICE_PG_PORT", port));
        assertThat(ProcessHandle.of(orphan)).isEmpty();
        assertThat(query(database, "SELECT 1")).isEqualTo("1");
        second.stop();
        assertThat(folder.pidFile("postgres")).doesNotExist();
    }

    @Test
    void aTakenPortIsNamedWithWhatToDo(@TempDir Path root) throws Exception {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(holder.getLocalPort());

            assertThatThrownBy(() -> StackProcess.start(
                            StackFolder.of(root), List.of("kafka"), Map.of("SLUICE_KAFKA_PORT", port)))
                    .hasMessageContainingAll("Port " + port + " for Kafka is taken", "SLUICE_KAFKA_PORT=");
        }
    }

    @Test
    void aSecondStackOnTheSameFolderIsRefused() {
        postgres();

        assertThatThrownBy(() -> StackProcess.start(StackFolder.of(root), List.of("postgres"), Map.of()))
                .hasMessageContaining("Another stack is running");
    }

    @Test
    void thePasswordIsRandomAndReadableByItsOwnerOnly(@TempDir Path one, @TempDir Path other) throws Exception {
        StackFolder folder = StackFolder.of(one);

        assertThat(folder.password()).hasSize(48).isEqualTo(folder.password());
        assertThat(folder.password()).isNotEqualTo(StackFolder.of(other).password());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.passwordFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void postgresLogsNoValuesOfStatementsThatFail() throws Exception {
        StackFolder folder = StackFolder.of(root);
        StackProcess stack = postgres();
        Database database = itsDatabase;
        execute(database, "CREATE TABLE t (mrn text PRIMARY KEY)");
        execute(database, "INSERT INTO t VALUES ('CANARY-1')");

        assertThatThrownBy(() -> execute(database, "INSERT INTO t VALUES ('CANARY-1')"))
                .hasMessageContaining("duplicate key");

        stack.stop();
        postgres = null;
        assertThat(Files.readString(folder.log("postgres"), StandardCharsets.UTF_8))
                .contains("duplicate key value violates")
                .doesNotContain("CANARY");
    }

    private static long postmaster(StackFolder folder) throws Exception {
        return Long.parseLong(Files.readAllLines(folder.data("postgres").resolve("postmaster.pid"))
                .get(0));
    }

    private static void execute(Database database, String sql) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Database database, String sql) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void publish(String bootstrapServers, String topic, String value) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                        new StringSerializer(),
                        new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static long records(String bootstrapServers, String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }
}
