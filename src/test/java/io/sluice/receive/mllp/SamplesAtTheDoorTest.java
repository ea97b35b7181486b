package io.sluice.receive.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.format.hl7.Hl7Header;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.format.hl7.Samples;
import io.sluice.receive.DoorCatalog;
import io.sluice.receive.mllp.StoredDoor.Stored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every sample message, sent with a control id of its own over one connection. */
class SamplesAtTheDoorTest {

    @Test
    void eachIsAcknowledgedOrRefusedWithAReasonAndKeptByteForByte() throws IOException {
        List<byte[]> sent = new ArrayList<>();
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            for (Path sample : Samples.all()) {
                String controlId = "S" + sent.size();
                byte[] message = withControlId(Samples.bytes(sample), controlId);
                sent.add(message);
                sender.send(message);
                if (asksForNoAnswer(message)) {
                    continue;
                }
                Hl7Message answer = sender.reply();
                String code = answer.get("MSA-1").orElse("");
                assertThat(code).as(sample.toString()).isIn("AA", "CA", "AR", "CR");
                if (code.endsWith("R")) {
                    assertThat(answer.get("ERR-3-1")).as(sample.toString()).isPresent();
                }
            }

            List<Stored> stored = door.stored();
            assertThat(stored).hasSameSizeAs(sent);
            for (int i = 0; i < sent.size(); i++) {
                assertThat(door.original(stored.get(i))).isEqualTo(sent.get(i));
            }
            // Those of types that this test's catalogue accepts, and nothing but their type keeps the others out.
            assertThat(stored)
                    .filteredOn(s -> s.type().startsWith("ADT^A"))
                    .allMatch(s -> s.outcome().equals("ACCEPTED"));
            assertThat(stored)
                    .filteredOn(s -> s.outcome().equals("REJECTED"))
                    .extracting(Stored::code)
                    .containsOnly(
                            "receive.type-not-accepted",
                            "receive.version-not-accepted",
                            "receive.encoding-characters",
                            "receive.type-missing",
                            "receive.control-id-missing");
        }
    }

    private static boolean asksForNoAnswer(byte[] message) {
        return Hl7Header.peek(message)
                .filter(header -> header.acceptAck().equals("NE")
                        && header.applicationAck().equals("NE"))
                .isPresent();
    }

    /** Replaces MSH-10 where there is one. */
    private static byte[] withControlId(byte[] message, String controlId) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        String old = Hl7Header.peek(message).map(Hl7Header::controlId).orElse("");
        return old.isEmpty()
                ? message
                : text.replaceFirst("\\|" + java.util.regex.Pattern.quote(old) + "\\|", "|" + controlId + "|")
                        .getBytes(StandardCharsets.ISO_8859_1);
    }
}
