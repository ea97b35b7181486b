package io.sluice.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.ledger.Bodies;
import io.sluice.ledger.Keyring;
import io.sluice.stack.Database;
import io.sluice.stack.KeptConnections;
import io.sluice.stack.MigratedDatabase;
import io.sluice.stack.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents of 20 MB through an engine whose heap is bounded: over MLLP in, mapped, over MLLP and into files out. */
class LargeDocumentTest {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int SIZE = 20_000_000;
    private static final int MIB = 1024 * 1024;

    @TempDir
    Path folder;

    private final Database database = MigratedDatabase.fresh();
    private final KeptConnections pool = new KeptConnections(database);
    private final List<byte[]> archived = new CopyOnWriteArrayList<>();
    private ServerSocket archive;
    private int port;
    private Process engine;
    private BufferedReader answers;

    @BeforeEach
    void start() throws Exception {
        archive = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::archive);
        port = Ports.free();
        DocumentHome.write(folder.resolve("home"), port, archive.getLocalPort(), folder.resolve("drop"));
    }

    @AfterEach
    void stop() throws Exception {
        if (engine != null) {
            engine.destroyForcibly().waitFor();
        }
        archive.close();
    }

    @Test
    void aDocumentCostsAtMostThreeTimesItsSizeAndComesOutAsItWentIn() throws Exception {
        launch(512);
        send(document("SMALL", 3000, 1));
        await().atMost(SOON).until(() -> files().size() == 1);
        long base = used();
        engine.destroyForcibly().waitFor();
        archived.clear();

        byte[] document = document("LARGE", SIZE, 2);
        launch((int) ((base + 3L * SIZE) / MIB));
        send(document);
        await().atMost(SOON).until(() -> files().size() == 2 && !archived.isEmpty());

        assertThat(engine.isAlive()).isTrue();
        String text = new String(document, StandardCharsets.US_ASCII);
        assertThat(new String(archived.getLast(), StandardCharsets.US_ASCII))
                .isEqualTo(text.replaceFirst("\\|\\|\\|2026", "|ARCHIVE||2026"));
        String content = text.substring(text.lastIndexOf('^') + 1, text.length() - 1);
        assertThat(files().stream().map(LargeDocumentTest::read).filter(json -> json.contains("LARGE")))
                .singleElement()
                .satisfies(json -> assertThat(json)
                        .startsWith("{\"id\":\"LARGE\",\"part\":{\"blob\":\"")
                        .contains("\"type\":\"application/pdf\",\"size\":" + content.length())
                        .endsWith("\"content\":\"" + content + "\"}"));
    }

    @Test
    void itIsStoredOnceForAllTargetsAndFoundAgainAsItCame() throws Exception {
        byte[] document = document("LARGE", SIZE, 3);

        launch(512);
        send(document);
        await().atMost(SOON).until(() -> files().size() == 1 && !archived.isEmpty());

        assertThat(number("select count(distinct id) from blob")).isEqualTo(1);
        assertThat(number("select sum(octet_length(content)) from blob")).isLessThan(SIZE + MIB);
        assertThat(number("select sum(octet_length(content)) from payload")).isLessThan(10_000);
        UUID message = UUID.fromString(text("select id::text from message"));
        byte[] original = new Bodies(pool, Keyring.open(folder.resolve("keys")))
                .read(message, "original")
                .orElseThrow()
                .bytes();
        assertThat(original).isEqualTo(document);
        assertThat(number("select count(*) from blob where position('JVBERi0'::bytea in content) > 0"))
                .isZero();
    }

    @Test
    @Tag("torture")
    void whereverTheEngineIsKilledNoPartIsWithoutItsMessageAndNoMessageWithoutItsPart() throws Exception {
        launch(512);
        Random random = new Random(7);
        for (int i = 0; i < 6; i++) {
            byte[] document = document("KILL" + i, 4_000_000, i);
            Thread sender = Thread.ofPlatform().daemon().start(() -> sendQuietly(document));
            Thread.sleep(50 + random.nextInt(400)); // somewhere between the first byte and the last effect
            engine.destroyForcibly().waitFor();
            sender.join();
            launch(512);
            send(document); // what was not acknowledged comes again
        }
        await().atMost(SOON).until(() -> files().size() == 6);

        assertThat(number("select count(*) from message where outcome = 'ACCEPTED'"))
                .isEqualTo(6);
        assertThat(number(
                        "select count(*) from blob b where not exists (select 1 from message m where m.id = b.message_id"
                                + " and m.outcome = 'ACCEPTED')"))
                .isZero();
        assertThat(
                        number(
                                "select count(*) from (select message_id from blob group by message_id having count(*) = 16) b"))
                .isEqualTo(6);
        for (Path file : files()) {
            assertThat(read(file)).hasSizeGreaterThan(4_000_000);
        }
    }

    private void launch(int heap) throws IOException {
        engine = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DocumentEngine.class.getName(),
                        folder.toString(),
                        database.url(),
                        database.username(),
                        database.password())
                .redirectError(folder.resolve("engine.log").toFile())
                .start();
        answers = new BufferedReader(new InputStreamReader(engine.getInputStream(), StandardCharsets.UTF_8));
        String line = answers.readLine();
        while (line != null && !line.equals("ready")) {
            line = answers.readLine();
        }
        assertThat(line).as(() -> read(folder.resolve("engine.log"))).isEqualTo("ready");
    }

    /** Bytes that the engine holds when it has nothing to do. */
    private long used() throws IOException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            engine.getOutputStream().write('\n');
            engine.getOutputStream().flush();
            least = Math.min(least, Long.parseLong(answers.readLine()));
        }
        return least;
    }

    private static byte[] document(String id, int size, long seed) {
        byte[] content = new byte[size / 4 * 3];
        new Random(seed).nextBytes(content);
        System.arraycopy("%PDF-1.7".getBytes(StandardCharsets.US_ASCII), 0, content, 0, 8);
        return ("MSH|^~\\&|SCAN|HOSP|||20261123||MDM^T02|" + id + "|P|2.5\rPID|||4711\rOBX|1|ED|DOC||^AP^PDF^Base64^"
                        + Base64.getEncoder().encodeToString(content) + "\r")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void sendQuietly(byte[] document) {
        try {
            send(document);
        } catch (IOException | AssertionError killed) {
            // As intended: nothing was acknowledged, or the acknowledgement was lost.
        }
    }

    private void send(byte[] document) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(120_000);
            var out = socket.getOutputStream();
            out.write(0x0B);
            out.write(document);
            out.write(new byte[] {0x1C, 0x0D});
            out.flush();
            assertThat(new String(frame(socket.getInputStream()), StandardCharsets.US_ASCII))
                    .contains("MSA|AA|");
        }
    }

    private void archive() {
        while (!archive.isClosed()) {
            try {
                Socket socket = archive.accept();
                Thread.ofPlatform().daemon().start(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            while (true) {
                byte[] message = frame(socket.getInputStream());
                archived.add(message);
                String id = new String(message, 0, 200, StandardCharsets.US_ASCII).split("\\|")[9];
                String ack = "\u000bMSH|^~\\&|ARCHIVE||SCAN||20261123||ACK|1|P|2.5\rMSA|AA|" + id + "\r\u001c\r";
                socket.getOutputStream().write(ack.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException | RuntimeException gone) {
            // The engine was killed, or the test is over.
        }
    }

    private static byte[] frame(InputStream in) throws IOException {
        var out = new java.io.ByteArrayOutputStream(1024);
        byte[] buffer = new byte[64 * 1024];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
            if (buffer[n - 1] == 0x0D && (n == 1 || buffer[n - 2] == 0x1C)) {
                byte[] all = out.toByteArray();
                return java.util.Arrays.copyOfRange(all, 1, all.length - 2);
            }
        }
        throw new IOException("no frame");
    }

    private List<Path> files() {
        try (var files = Files.list(folder.resolve("drop"))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
