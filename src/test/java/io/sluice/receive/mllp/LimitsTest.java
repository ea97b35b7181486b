package io.sluice.receive.mllp;

import static io.sluice.receive.Hl7Text.admission;
import static io.sluice.receive.Hl7Text.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Identity;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.format.hl7.MllpFraming;
import io.sluice.receive.DoorCatalog;
import io.sluice.receive.ReceiveProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Large, slow, many: what one sender may cost. */
class LimitsTest {

    private static final int MEBIBYTE = 1 << 20;

    @Test
    void aMessageOfSixteenMebibytesIsTaken() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            byte[] largest = large("M1", 16 * MEBIBYTE);

            sender.send(largest);

            assertThat(sender.reply().get("MSA-1")).contains("AA");
            assertThat(door.original(door.onlyStored())).isEqualTo(largest);
        }
    }

    @Test
    void aLargerOneIsRefusedByItsHeaderAndTheConnectionClosed() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(large("M1", 16 * MEBIBYTE + 1));

            Hl7Message ack = sender.reply();

            assertThat(ack.get("MSA-1")).contains("AR");
            assertThat(ack.get("MSA-2")).contains("M1");
            assertThat(sender.closedByPeer()).isTrue();
            assertThat(door.onlyStored().outcome()).isEqualTo("REJECTED");
            assertThat(door.onlyStored().code()).isEqualTo("receive.frame-too-large");
            assertThat(door.onlyStored().size()).isLessThan(16 * 1024);
            assertThat(door.meter().refused(ReceiveProblem.FRAME_TOO_LARGE)).isEqualTo(1);
        }
    }

    @Test
    void aLargeMessageWithoutHeaderIsClosedWithoutAnAnswer() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard().frameLimit(MEBIBYTE));
                MllpClient sender = door.connect()) {
            sender.send(new byte[MEBIBYTE + 1]);

            assertThat(sender.closedByPeer()).isTrue();
            await().until(() -> door.stored().size() == 1);
            assertThat(door.onlyStored().code()).isEqualTo("receive.frame-too-large");
        }
    }

    @Test
    void manyLargeMessagesAtOnceStayWithinTheBudget() throws Exception {
        int connections = 24;
        int size = 4 * MEBIBYTE;
        long budget = 16L * MEBIBYTE;
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard(), new MllpLimits(budget, 64, 2))) {
            AtomicLong most = new AtomicLong();
            Thread watch = Thread.ofVirtual().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    most.accumulateAndGet(door.listeners().bytesInFlight(), Math::max);
                    Thread.onSpinWait();
                    Thread.yield();
                }
            });
            List<Thread> senders = new ArrayList<>();
            List<String> answers = java.util.Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < connections; i++) {
                String id = "M" + i;
                senders.add(Thread.ofVirtual().start(() -> {
                    try (MllpClient sender = door.connect()) {
                        sender.patience(60_000);
                        sender.send(large(id, size));
                        answers.add(sender.reply().get("MSA-1").orElse(""));
                    } catch (IOException e) {
                        answers.add(e.getMessage());
                    }
                }));
            }
            for (Thread sender : senders) {
                sender.join();
            }
            watch.interrupt();

            assertThat(answers).hasSize(connections).containsOnly("AA");
            // One read of each connection, and one message that may be finished beyond the limit.
            assertThat(most.get()).isLessThan(budget + size + connections * 64L * 1024);
            assertThat(door.stored()).hasSize(connections);
        }
    }

    @Test
    void oneByteEverySecondIsClosedAtTheDeadlineOfTheFrame() throws Exception {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard().frameDeadline(Duration.ofMillis(1500)));
                MllpClient sender = door.connect();
                MllpClient other = door.connect()) {
            long began = System.nanoTime();
            byte[] frame = MllpFraming.encode(bytes(admission("M1")));
            int sent = 0;
            try {
                while (sent < frame.length) {
                    sender.write(new byte[] {frame[sent++]});
                    TimeUnit.MILLISECONDS.sleep(100); // the drip itself, not a wait for something
                }
            } catch (IOException closed) {
                assertThat(sent).isLessThan(frame.length);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(1400), Duration.ofSeconds(5));
            await().until(() -> door.meter().refused(ReceiveProblem.FRAME_TOO_SLOW) == 1);
            assertThat(door.onlyStored().code()).isEqualTo("receive.frame-too-slow");
            other.send(admission("M2"));
            assertThat(other.reply().get("MSA-1")).contains("AA");
        }
    }

    @Test
    void aDripOfGarbageIsClosedToo() throws Exception {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard().frameDeadline(Duration.ofMillis(500)));
                MllpClient sender = door.connect()) {
            sender.write(bytes("no start block"));

            assertThat(sender.closedByPeer()).isTrue();
        }
    }

    @Test
    void anIdleConnectionIsClosedAfterItsTime() throws Exception {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard().idleTimeout(Duration.ofMillis(300)));
                MllpClient sender = door.connect()) {
            assertThat(sender.closedByPeer()).isTrue();
            assertThat(door.stored()).isEmpty();
        }
    }

    @Test
    void fiveHundredIdleConnectionsStayOpenAndSlowNobody() throws Exception {
        List<MllpClient> idle = new ArrayList<>();
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard())) {
            AcceptLoad load = new AcceptLoad("127.0.0.1", door.port(), AcceptLoad.admission());
            load.run(1, 300);
            double alone = load.run(1, 500).millis(0.5);

            for (int i = 0; i < 500; i++) {
                idle.add(door.connect());
            }
            await().until(() -> door.meter().connections() == 500);
            double among = load.run(1, 500).millis(0.5);

            // Generous, as machines that run tests are busy; a listener that walks over its connections takes far
            // longer.
            assertThat(among).isLessThan(3 * alone + 5);
            MllpClient one = idle.get(250);
            one.send(admission("M1"));
            assertThat(one.reply().get("MSA-1")).contains("AA");
            assertThat(door.meter().connections()).isEqualTo(500);
        } finally {
            for (MllpClient client : idle) {
                client.close();
            }
        }
    }

    @Test
    void aConnectionBeyondTheCapIsRefusedAndTheOthersStay() throws Exception {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard().maxConnections(2));
                MllpClient first = door.connect();
                MllpClient second = door.connect()) {
            await().until(() -> door.meter().connections() == 2);

            try (MllpClient third = door.connect()) {
                assertThat(third.closedByPeer()).isTrue();
            }

            assertThat(door.meter().refused(ReceiveProblem.TOO_MANY_CONNECTIONS))
                    .isEqualTo(1);
            first.send(admission("M1"));
            assertThat(first.reply().get("MSA-1")).contains("AA");
            second.close();
            await().until(() -> door.meter().connections() == 1);
            try (MllpClient fourth = door.connect()) {
                fourth.send(admission("M2"));
                assertThat(fourth.reply().get("MSA-1")).contains("AA");
            }
        }
    }

    @Test
    void anAddressThatIsNotOfTheSystemIsRefused() throws Exception {
        Identity elsewhere = new Identity(List.of("10.0.0.0/8", "192.168.1.7"), List.of(), List.of());
        Identity here = new Identity(List.of("10.0.0.0/8", "127.0.0.0/8"), List.of(), List.of());
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard().identity(elsewhere));
                MllpClient sender = door.connect()) {
            assertThat(sender.closedByPeer()).isTrue();
            assertThat(door.meter().refused(ReceiveProblem.ADDRESS_NOT_ALLOWED)).isEqualTo(1);
        }
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard().identity(here));
                MllpClient sender = door.connect()) {
            sender.send(admission("M1"));
            assertThat(sender.reply().get("MSA-1")).contains("AA");
        }
    }

    private static byte[] large(String controlId, int size) {
        String message = admission(controlId) + "OBX|1|ED|DOC||";
        return bytes(message + "A".repeat(size - message.length()));
    }
}
