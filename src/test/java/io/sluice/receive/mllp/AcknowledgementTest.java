package io.sluice.receive.mllp;

import static io.sluice.receive.Hl7Text.admission;
import static io.sluice.receive.Hl7Text.bytes;
import static io.sluice.receive.Hl7Text.enhanced;
import static io.sluice.receive.Hl7Text.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Identity;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.receive.DoorCatalog;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.mllp.StoredDoor.Stored;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What senders are told, over a real socket and with what is then in a real ledger. */
class AcknowledgementTest {

    @Test
    void aValidMessageIsStoredByteForByteAndAcknowledged() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            byte[] original = bytes(admission("M1"));

            sender.send(original);
            Hl7Message ack = sender.reply();

            assertThat(ack.get("MSA-1")).contains("AA");
            assertThat(ack.get("MSA-2")).contains("M1");
            assertThat(ack.get("MSH-3")).contains("SLUICE");
            assertThat(ack.get("MSH-5")).contains("EHR");
            assertThat(ack.get("MSH-9")).contains("ACK^A01^ACK");
            assertThat(ack.get("MSH-10")).isPresent();
            assertThat(ack.get("MSH-12")).contains("2.5.1");
            Stored stored = door.onlyStored();
            assertThat(stored.outcome()).isEqualTo("ACCEPTED");
            assertThat(stored.integration()).isEqualTo("admissions");
            assertThat(stored.type()).isEqualTo("ADT^A01");
            assertThat(stored.controlId()).isEqualTo("M1");
            assertThat(door.original(stored)).isEqualTo(original);
        }
    }

    @Test
    void eachDownstreamThatSubscribesGetsARunOfItsOwn() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(admission("M1"));
            sender.reply();

            assertThat(door.runs()).containsExactlyInAnyOrder("admissions RECEIVED", "adt-to-lab RECEIVED");
        }
    }

    @Test
    void fiveMessagesInOneWriteAreFiveAcknowledgementsInOrder() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            List<String> ids = List.of("M1", "M2", "M3", "M4", "M5");

            sender.send(ids.stream().map(id -> bytes(admission(id))).toArray(byte[][]::new));

            for (String id : ids) {
                Hl7Message ack = sender.reply();
                assertThat(ack.get("MSA-1")).contains("AA");
                assertThat(ack.get("MSA-2")).contains(id);
            }
            assertThat(door.stored()).extracting(Stored::controlId).containsExactlyElementsOf(ids);
        }
    }

    @ParameterizedTest(name = "MSH-15 {0}, MSH-16 {1}: {2}")
    @CsvSource({"AL, NE, CA", "AL, AL, CA", "SU, NE, CA", "NE, AL, AA"})
    void enhancedModeIsAnsweredAsAsked(String accept, String application, String expected) throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(enhanced("M1", accept, application));

            Hl7Message ack = sender.reply();

            assertThat(ack.get("MSA-1")).contains(expected);
            assertThat(ack.get("MSA-2")).contains("M1");
        }
    }

    @ParameterizedTest(name = "MSH-15 {0}, MSH-16 {1}")
    @CsvSource({"NE, NE", "ER, NE"})
    void whoAsksForNoAnswerGetsNoneAndIsStored(String accept, String application) throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(bytes(enhanced("M1", accept, application)), bytes(admission("M2")));

            assertThat(sender.reply().get("MSA-2")).contains("M2");

            assertThat(door.stored()).extracting(Stored::controlId).containsExactly("M1", "M2");
        }
    }

    @Test
    void inEnhancedModeARefusalIsACommitReject() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(message("SIU^S12", "M1", "2.5.1", "AL", "NE"));

            Hl7Message ack = sender.reply();

            assertThat(ack.get("MSA-1")).contains("CR");
            assertThat(ack.get("ERR-3-1")).contains("200");
        }
    }

    @ParameterizedTest(name = "without {0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "MSH;     PID|1||4711;                                      '';  100; receive.no-header",
                "MSH-2;   MSH||EHR|N|S|H|2026||ADT^A01|M1|P|2.5.1;          M1;  101; receive.encoding-characters",
                "MSH-9;   MSH|^~\\&|EHR|N|S|H|2026|||M1|P|2.5.1;            M1;  101; receive.type-missing",
                "MSH-10;  MSH|^~\\&|EHR|N|S|H|2026||ADT^A01||P|2.5.1;       '';  101; receive.control-id-missing",
                "content; '';                                               '';  100; receive.no-header",
            })
    void aMessageWithoutWhatItNeedsIsRefusedAndKeptAndTheConnectionStays(
            String missing, String text, String controlId, String error, String code) throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(text);
            Hl7Message ack = sender.reply();

            assertThat(ack.get("MSA-1")).contains("AR");
            assertThat(ack.get("MSA-2").orElse("")).isEqualTo(controlId);
            assertThat(ack.get("ERR-3-1")).contains(error);
            assertThat(ack.get("ERR-3-3")).contains("HL70357");
            Stored kept = door.onlyStored();
            assertThat(kept.outcome()).isEqualTo("REJECTED");
            assertThat(kept.integration()).isIn("_unrouted", "admissions");
            assertThat(kept.code()).isEqualTo(code);
            assertThat(door.original(kept)).isEqualTo(bytes(text));

            sender.send(admission("M2"));
            assertThat(sender.reply().get("MSA-1")).contains("AA");
        }
    }

    @Test
    void theAnswerToAnOlderVersionHasItsErrorWhereThatVersionExpectsIt() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(message("SIU^S12", "M1", "2.3", "", ""));

            Hl7Message ack = sender.reply();

            assertThat(ack.get("ERR-1-4-1")).contains("200");
            assertThat(ack.get("ERR-3-1")).contains("200");
        }
    }

    @Test
    void aTypeThatNobodyAcceptsIsRefusedAndKeptUnrouted() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(message("SIU^S12", "M1", "2.5.1", "", ""));

            Hl7Message ack = sender.reply();

            assertThat(ack.get("MSA-1")).contains("AR");
            assertThat(ack.get("ERR-2-1")).contains("MSH");
            assertThat(ack.get("ERR-2-3")).contains("9");
            assertThat(ack.get("ERR-3-1")).contains("200");
            Stored kept = door.onlyStored();
            assertThat(kept.integration()).isEqualTo("_unrouted");
            assertThat(kept.outcome()).isEqualTo("REJECTED");
            assertThat(kept.code()).isEqualTo("receive.type-not-accepted");
            assertThat(door.runs()).containsExactly("_unrouted REJECTED");
            assertThat(door.meter().refused(ReceiveProblem.TYPE_NOT_ACCEPTED)).isEqualTo(1);
        }
    }

    @Test
    void aVersionThatNobodyAcceptsIsRefusedWithItsOwnCode() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(message("ORU^R01", "M1", "2.3", "", ""));

            Hl7Message ack = sender.reply();

            assertThat(ack.get("MSA-1")).contains("AR");
            assertThat(ack.get("ERR-1-4-1")).contains("203");
            assertThat(door.onlyStored().integration()).isEqualTo("_unrouted");
            assertThat(door.onlyStored().code()).isEqualTo("receive.version-not-accepted");
        }
    }

    @Test
    void anIntegrationMayDeclareAnotherAnswer() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard().ack("AE", "AR", "ACK^X99"));
                MllpClient sender = door.connect()) {
            sender.send(bytes(message("SIU^S12", "M1", "2.5.1", "", "")), bytes(admission("M2")));

            assertThat(sender.reply().get("MSA-1")).contains("AE");
            assertThat(sender.reply().get("MSH-9-2")).contains("X99");
        }
    }

    @Test
    void aSenderThatIsNotOfTheSystemIsRefused() throws IOException {
        Identity identity = new Identity(List.of(), List.of("EHR"), List.of("SOUTH"));
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard().identity(identity));
                MllpClient sender = door.connect()) {
            sender.send(admission("M1"));

            Hl7Message ack = sender.reply();

            assertThat(ack.get("MSA-1")).contains("AR");
            assertThat(ack.get("ERR-2-3")).contains("4");
            assertThat(door.onlyStored().code()).isEqualTo("receive.sender-unknown");
        }
    }

    @Test
    void aRefusalNamesNoClassAndNoValue() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            String canary = "Canaryvalue";
            sender.send("MSH|^~\\&|EHR|N|S|H|2026||SIU^S12|M1|P|2.5.1\rPID|1||" + canary + "\r");

            String ack = new String(sender.replyBytes());

            assertThat(ack).doesNotContain(canary).doesNotContain("Exception").doesNotContain("io.sluice");
        }
    }

    @Test
    void aResendAfterACorrectionIsNotADuplicateOfTheRefused() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(message("SIU^S12", "M1", "2.5.1", "", ""));
            assertThat(sender.reply().get("MSA-1")).contains("AR");

            sender.send(admission("M1"));

            assertThat(sender.reply().get("MSA-1")).contains("AA");
            assertThat(door.stored()).extracting(Stored::outcome).containsExactly("REJECTED", "ACCEPTED");
        }
    }

    @Test
    void headerFieldsThatNobodyCouldSearchByAreRefusedByName() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(admission("M\u0000" + "1"));

            Hl7Message ack = sender.reply();

            assertThat(ack.get("MSA-1")).contains("AR");
            assertThat(ack.get("ERR-3-1")).contains("102");
            assertThat(ack.get("ERR-2-3")).contains("10");
            assertThat(door.onlyStored().code()).isEqualTo("receive.header-unusable");
        }
    }
}
