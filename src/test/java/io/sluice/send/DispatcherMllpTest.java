package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.MllpEndpoint.ControlId;
import io.sluice.simulator.LegacyReceiver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery over MLLP on a real ledger, real sockets and a simulated receiver that misbehaves. */
class DispatcherMllpTest {

    private static final String LAB = "lab/adt";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final SendDatabase database = new SendDatabase();
    private LegacyReceiver receiver;
    private SimulatorDoor door;
    private SendingEngine engine;

    @BeforeEach
    void startReceiver() throws IOException {
        receiver = new LegacyReceiver(0, 0, folder.resolve("lab.journal"), InstantSource.system());
        door = new SimulatorDoor(receiver.doorPort(), "/received", "PID-3-1", "PV1-19-1");
    }

    @AfterEach
    void stop() throws Exception {
        if (engine != null) {
            engine.close();
        }
        receiver.close();
    }

    @Test
    void deliversInOrderPerKeyWithOneEffectEachThroughEveryFault() {
        door.script("""
                [{"times": 3}, {"times": 2, "drop": "reply"}, {"times": 3, "answer": "AE"}, {"times": 5},
                 {"times": 2, "drop": "request"}, {"times": 2, "wrongControlId": true}, {"times": 2, "drop": "after"},
                 {"times": 2, "delayMillis": 1500}]""");
        start(SendCatalog.of(SendCatalog.mllp(LAB, receiver.port(), true, ControlId.SHORT20, Duration.ofSeconds(1))));

        for (int i = 0; i < 60; i++) {
            engine.enqueue(LAB, "lane" + i % 4, adt(i % 4, i));
        }

        allDelivered(60);
        List<SimulatorDoor.Applied> applied = door.applied();
        assertThat(applied)
                .hasSize(60)
                .allMatch(a -> a.conflicts() == 0)
                .allMatch(a -> a.key().length() == 20);
        IntStream.range(0, 4)
                .forEach(lane -> assertThat(
                                applied.stream().filter(a -> a.lane() == lane).map(SimulatorDoor.Applied::number))
                        .isSorted());
        assertThat(applied).anyMatch(a -> a.attempts() > 1);
    }

    @Test
    void aRejectionIsDead() {
        door.script("[{\"times\": 1, \"answer\": \"AR\"}]");
        start(SendCatalog.of(SendCatalog.mllp(LAB, receiver.port(), true, ControlId.UUID, SendCatalog.PATIENT)));

        UUID id = engine.enqueue(LAB, "a", adt(1, 1));

        await().atMost(SOON).until(() -> database.state(id).equals("DEAD"));
        assertThat(database.deadLetter(id)).isEqualTo("send.receiver-rejected BUSINESS Patient Access 1");
    }

    @Test
    void isInDoubtWhenTheAcknowledgementIsForAnotherMessage() {
        door.script("[{\"times\": 1, \"wrongControlId\": true}]");
        start(SendCatalog.of(SendCatalog.mllp(LAB, receiver.port(), false, ControlId.KEEP, SendCatalog.PATIENT)));

        UUID id = engine.enqueue(LAB, "a", adt(1, 1));

        await().atMost(SOON).until(() -> database.state(id).equals("IN_DOUBT"));
        assertThat(database.deadLetter(id)).isEqualTo("send.reply-mismatch TRANSPORT Patient Access 1");
    }

    private void start(Catalog catalog) {
        engine = new SendingEngine(database, catalog);
    }

    private void allDelivered(int count) {
        await().atMost(SOON).until(() -> database.count("state = 'DELIVERED'") == count);
    }

    private static String adt(int lane, int number) {
        return "MSH|^~\\&|SLUICE|H|LAB|H|20261122||ADT^A08|M" + number + "|P|2.5.1\rPID|1||" + lane
                + "^^^H\rPV1|1|I|||||||||||||||||" + number + "\r";
    }
}
