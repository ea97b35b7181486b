package io.sluice.receive.mllp;

import static io.sluice.receive.Hl7Text.admission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Catalog;
import io.sluice.receive.DoorCatalog;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.RecordingLedger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** How listeners follow the catalogue. */
class ListenersTest {

    private final RecordingLedger ledger = RecordingLedger.committingAtOnce();

    @Test
    void anUnchangedListenerKeepsItsConnectionsOverAReload() throws IOException {
        try (OpenDoor door = new OpenDoor(DoorCatalog.standard(), ledger.ledger());
                MllpClient sender = door.connect()) {
            sender.send(admission("M1"));
            sender.reply();

            door.reload(DoorCatalog.standard().build());

            sender.send(admission("M2"));
            assertThat(sender.reply().get("MSA-2")).contains("M2");
        }
    }

    @Test
    void aChangedListenerIsOpenedAgainWithItsNewLimits() throws IOException {
        try (OpenDoor door = new OpenDoor(DoorCatalog.standard(), ledger.ledger());
                MllpClient before = door.connect()) {
            door.reload(DoorCatalog.standard().frameLimit(100).build());

            assertThat(before.closedByPeer()).isTrue();
            try (MllpClient after = door.connect()) {
                after.send(admission("M1"));
                assertThat(after.reply().get("MSA-1")).contains("AR");
            }
        }
    }

    @Test
    void aListenerThatIsGoneIsClosed() throws IOException {
        try (OpenDoor door = new OpenDoor(DoorCatalog.standard(), ledger.ledger())) {
            door.reload(Catalog.EMPTY);

            assertThat(door.listeners().ports()).isEmpty();
            await("the selector lets go of a closed socket with its next round").until(() -> !opens(door));
        }
    }

    @Test
    void aTakenPortIsNamedAndTriedAgainWithTheNextSnapshot() throws IOException {
        int port;
        Catalog catalog;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            catalog = DoorCatalog.standard().port(port).build();
            try (OpenDoor door = new OpenDoor(DoorCatalog.standard().port(port), ledger.ledger())) {
                assertThat(door.listeners().refused().get("ehr").problem()).isEqualTo(ReceiveProblem.LISTENER_NOT_OPEN);
                assertThat(door.listeners().refused().get("ehr").where()).contains("ehr", "127.0.0.1:" + port);

                taken.close();
                door.reload(catalog);

                assertThat(door.listeners().refused()).isEmpty();
                assertThat(door.port()).isEqualTo(port);
            }
        }
    }

    @Test
    void closingAnswersWhatWasTaken() throws Exception {
        RecordingLedger slow = RecordingLedger.committingOnRequest();
        OpenDoor door = new OpenDoor(DoorCatalog.standard(), slow.ledger());
        try (MllpClient sender = door.connect()) {
            sender.send(admission("M1"));
            await().until(() -> slow.arrivals().size() == 1);

            Thread closing = Thread.ofVirtual().start(door::close);
            await().until(() -> !opens(door));
            slow.commit(0);

            assertThat(sender.reply().get("MSA-1")).contains("AA");
            assertThat(sender.closedByPeer()).isTrue();
            closing.join();
        }
    }

    private static boolean opens(OpenDoor door) {
        try (MllpClient another = MllpClient.connect(door.firstPort())) {
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
