package io.sluice.receive.mllp;

import static io.sluice.receive.Hl7Text.admission;
import static io.sluice.receive.Hl7Text.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.format.hl7.MllpFraming;
import io.sluice.receive.DoorCatalog;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.mllp.StoredDoor.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FramingTest {

    private static final byte[] START = {MllpFraming.START};

    @Test
    void garbageBeforeTheStartBlockIsSkippedAndCounted() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.write(join(bytes("garbage!"), MllpFraming.encode(bytes(admission("M1")))));

            assertThat(sender.reply().get("MSA-2")).contains("M1");

            assertThat(door.meter().garbage()).isEqualTo(8);
            assertThat(door.stored()).hasSize(1);
        }
    }

    @Test
    void aFrameWithoutEndIsKeptAsRejectedAndTheNextMessageIsAcknowledged() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            byte[] half = bytes(admission("M1").substring(0, 120));

            sender.write(join(START, half, MllpFraming.encode(bytes(admission("M2")))));

            assertThat(sender.reply().get("MSA-2")).contains("M2");
            assertThat(door.stored()).extracting(Stored::outcome).containsExactly("REJECTED", "ACCEPTED");
            Stored broken = door.stored().getFirst();
            assertThat(broken.code()).isEqualTo("receive.frame-broken");
            assertThat(broken.controlId()).isEqualTo("M1");
            assertThat(door.original(broken)).isEqualTo(half);
        }
    }

    @Test
    void aMessageMayComeInPiecesOfOneByte() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            for (byte b : MllpFraming.encode(bytes(admission("M1")))) {
                sender.write(new byte[] {b});
            }

            assertThat(sender.reply().get("MSA-1")).contains("AA");
            assertThat(door.original(door.onlyStored())).isEqualTo(bytes(admission("M1")));
        }
    }

    @Test
    void lineEndsBetweenFramesAreHarmless() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.write(join(
                    MllpFraming.encode(bytes(admission("M1"))),
                    bytes("\r\n"),
                    MllpFraming.encode(bytes(admission("M2"))),
                    bytes("\n")));

            assertThat(sender.reply().get("MSA-2")).contains("M1");
            assertThat(sender.reply().get("MSA-2")).contains("M2");
        }
    }

    @Test
    void aConnectionThatEndsWithinAMessageLeavesWhatThereWasOfIt() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard())) {
            try (MllpClient sender = door.connect()) {
                sender.write(join(START, bytes(admission("M1").substring(0, 120))));
            }

            await().until(() -> door.stored().size() == 1);
            assertThat(door.onlyStored().outcome()).isEqualTo("REJECTED");
            assertThat(door.onlyStored().code()).isEqualTo("receive.frame-incomplete");
            assertThat(door.meter().refused(ReceiveProblem.FRAME_INCOMPLETE)).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatComesAndGoesLeavesNothing() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard())) {
            door.connect().close();
            try (MllpClient sender = door.connect()) {
                sender.send(admission("M1"));
                sender.reply();
            }
            assertThat(door.stored()).hasSize(1);
        }
    }

    @Test
    void bytesThatLookLikeAnEndBlockInsideAMessageEndNothing() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            byte[] original = bytes(admission("M1") + "ZFS|a\u001cb\r");

            sender.send(original);

            assertThat(sender.reply().get("MSA-1")).contains("AA");
            assertThat(door.original(door.onlyStored())).isEqualTo(original);
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
