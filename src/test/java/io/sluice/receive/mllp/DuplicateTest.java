package io.sluice.receive.mllp;

import static io.sluice.receive.Hl7Text.admission;
import static io.sluice.receive.Hl7Text.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.format.hl7.Hl7Message;
import io.sluice.receive.DoorCatalog;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.mllp.StoredDoor.Stored;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DuplicateTest {

    @Test
    void theSameBytesAgainAreAcknowledgedAndCountedButNotRun() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(admission("M1"));
            assertThat(sender.reply().get("MSA-1")).contains("AA");

            sender.send(admission("M1"));

            assertThat(sender.reply().get("MSA-1")).contains("AA");
            assertThat(door.stored()).extracting(Stored::outcome).containsExactly("ACCEPTED", "DUPLICATE");
            assertThat(door.runs())
                    .containsExactlyInAnyOrder("admissions RECEIVED", "admissions DUPLICATE", "adt-to-lab RECEIVED");
            assertThat(door.meter().duplicates()).isEqualTo(1);
        }
    }

    @Test
    void twinsInOneWriteAreOneMessageAndOneDuplicate() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(bytes(admission("M1")), bytes(admission("M1")));

            assertThat(sender.reply().get("MSA-1")).contains("AA");
            assertThat(sender.reply().get("MSA-1")).contains("AA");
            assertThat(door.stored()).extracting(Stored::outcome).containsExactly("ACCEPTED", "DUPLICATE");
        }
    }

    @Test
    void aRepetitionMayDifferInTheFieldsThatAreIgnored() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(admission("M1"));
            sender.reply();

            sender.send(admission("M1").replaceFirst("20261122080000", "20261122080007"));

            assertThat(sender.reply().get("MSA-1")).contains("AA");
            assertThat(door.stored()).extracting(Stored::outcome).containsExactly("ACCEPTED", "DUPLICATE");
        }
    }

    @Test
    void theSameKeyWithOtherBytesIsRefusedAndHeldOnce() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(admission("M1"));
            sender.reply();
            String other = admission("M1").replace("Testperson", "Otherperson");

            for (int i = 0; i < 3; i++) {
                sender.send(other);
                Hl7Message ack = sender.reply();
                assertThat(ack.get("MSA-1")).contains("AR");
                assertThat(ack.get("ERR-3-1")).contains("205");
            }

            assertThat(door.deadLetters()).containsExactly("admissions HELD ledger.conflict");
            assertThat(door.runs())
                    .filteredOn(run -> run.equals("admissions HELD"))
                    .hasSize(1);
            assertThat(door.runs()).filteredOn(run -> run.endsWith(" RECEIVED")).hasSize(2);
            assertThat(door.meter().refused(ReceiveProblem.DUPLICATE_CONFLICT)).isEqualTo(3);
        }
    }

    @Test
    void aConflictIsAnsweredAsTheIntegrationDeclares() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard().ack("AR", "AA", null));
                MllpClient sender = door.connect()) {
            sender.send(admission("M1"));
            sender.reply();

            sender.send(admission("M1").replace("Testperson", "Otherperson"));

            assertThat(sender.reply().get("MSA-1")).contains("AA");
            assertThat(door.runs()).contains("admissions HELD");
        }
    }

    @Test
    void theKeyOfOneSenderSaysNothingAboutAnother() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(bytes(admission("M1")), bytes(admission("M1").replace("|NORTH|", "|SOUTH|")));

            assertThat(sender.reply().get("MSA-1")).contains("AA");
            assertThat(sender.reply().get("MSA-1")).contains("AA");
            assertThat(door.stored()).extracting(Stored::outcome).containsExactly("ACCEPTED", "ACCEPTED");
        }
    }
}
