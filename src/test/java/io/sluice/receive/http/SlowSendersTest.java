package io.sluice.receive.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.RecordingLedger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Those who hold connections without ever asking for something whole. */
class SlowSendersTest {

    private static final String HEAD = "POST /appointments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer token-of-scheduling\r\n";

    private final RecordingLedger ledger = RecordingLedger.committingAtOnce();

    /** A byte every now and then never lets an idle limit pass; the time for the whole head does. */
    @Test
    void aHeadThatDripsIsClosedInTime() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger(), "idleTimeout: 400ms");
                Socket slow = connect(world)) {
            Thread drip = Thread.ofVirtual().start(() -> drip(slow, HEAD));

            assertThat(slow.getInputStream().readAllBytes()).isEmpty();
            assertThat(world.meter().refused(ReceiveProblem.REQUEST_TOO_SLOW)).isEqualTo(1);
            slow.close();
            drip.join();
        }
    }

    @Test
    void aBodyThatDripsIsRefusedInTimeAndKeepsNothing() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger(), "requestDeadline: 400ms");
                Socket slow = connect(world)) {
            slow.getOutputStream().write((HEAD + "Content-Length: 5000\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            Thread drip = Thread.ofVirtual().start(() -> drip(slow, " ".repeat(4000)));

            String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("receive.request-too-slow");
            await().until(() -> world.listeners().bytesInFlight() == 0);
            assertThat(ledger.arrivals()).isEmpty();
            slow.close();
            drip.join();
        }
    }

    @Test
    void aCallerThatBreaksOffLeavesNothingBehind() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            try (Socket gone = connect(world)) {
                gone.getOutputStream()
                        .write((HEAD + "Content-Length: 5000\r\n\r\n{").getBytes(StandardCharsets.ISO_8859_1));
                gone.getOutputStream().flush();
                await().until(() -> world.listeners().bytesInFlight() == 1);
            }
            await().until(() ->
                    world.listeners().bytesInFlight() == 0 && world.meter().connections() == 0);
        }
    }

    @Test
    void connectionsBeyondTheLimitAreRefused() throws Exception {
        List<Socket> open = new ArrayList<>();
        try (HttpWorld world = new HttpWorld(ledger.ledger(), "maxConnections: 3")) {
            for (int i = 0; i < 3; i++) {
                open.add(connect(world));
            }
            await().until(() -> world.meter().connections() == 3);
            try (Socket fourth = connect(world)) {
                assertThat(fourth.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(world.meter().refused(ReceiveProblem.TOO_MANY_CONNECTIONS))
                    .isEqualTo(1);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static Socket connect(HttpWorld world) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), world.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void drip(Socket socket, String text) {
        try {
            for (byte one : text.getBytes(StandardCharsets.ISO_8859_1)) {
                socket.getOutputStream().write(one);
                socket.getOutputStream().flush();
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException closed) {
            // what the test waits for
        }
    }
}
