package io.sluice.receive.mllp;

import static io.sluice.receive.Hl7Text.admission;
import static io.sluice.receive.Hl7Text.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.format.hl7.Hl7Message;
import io.sluice.receive.DoorCatalog;
import io.sluice.receive.mllp.StoredDoor.Stored;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What real senders get wrong is taken, kept as it came, and named in the trace. */
class TolerantHl7Test {

    private static final String NAME = "Jürgen";

    static Stream<Arguments> deviations() {
        String message = admission("M1");
        String umlaut = message.replace("Ada", NAME);
        String latin = umlaut.replace("|2.5.1||||", "|2.5.1||||||8859/1");
        String utf8 = umlaut.replace("|2.5.1||||", "|2.5.1||||||UNICODE UTF-8");
        return Stream.of(
                Arguments.of("byte-order mark", bytes("\uFEFF" + message), "byte-order-mark"),
                Arguments.of("LF", bytes(message.replace('\r', '\n')), "line-feeds"),
                Arguments.of("CRLF", bytes(message.replace("\r", "\r\n")), "line-feeds"),
                Arguments.of("Z-segment", bytes(message + "ZPD|1|own\r"), "z-segment ZPD"),
                Arguments.of(
                        "additional fields",
                        bytes(message.replace("|F\r", "|F" + "|".repeat(33) + "x\r")),
                        "additional-field PID-41"),
                Arguments.of("repeated separators", bytes(message.replace("^MR|", "^MR~~|")), "empty-repetition PID-3"),
                Arguments.of("escapes", bytes(message.replace("Ada", "A\\T\\B\\.br\\C\\X41\\")), ""),
                Arguments.of("Latin-1 as declared", bytes(latin, StandardCharsets.ISO_8859_1), ""),
                Arguments.of("UTF-8 as declared", bytes(utf8), ""),
                Arguments.of(
                        "Latin-1 undeclared",
                        bytes(umlaut, StandardCharsets.ISO_8859_1),
                        "charset-contradicted MSH-18"),
                Arguments.of("no MSH-12", bytes(message.replace("|P|2.5.1|", "|P||")), "version-unknown MSH-12"),
                Arguments.of(
                        "version that does not exist",
                        bytes(message.replace("|2.5.1|", "|9.9|")),
                        "version-unknown MSH-12"),
                Arguments.of("other delimiters", bytes(message.replace('|', '#').replace("^~\\&", "^~\\&")), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deviations")
    void isAcceptedWithItsBytesKeptAndTheWarningListed(String name, byte[] original, String warning)
            throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            sender.send(original);

            Hl7Message ack = sender.reply();

            assertThat(ack.get("MSA-1")).contains("AA");
            assertThat(ack.get("MSA-2")).contains("M1");
            Stored stored = door.onlyStored();
            assertThat(stored.outcome()).isEqualTo("ACCEPTED");
            assertThat(door.original(stored)).isEqualTo(original);
            if (warning.isEmpty()) {
                assertThat(stored.warnings()).isEmpty();
            } else {
                assertThat(stored.warnings()).contains(warning);
            }
        }
    }

    @Test
    void theCharsetThatTheListenerDeclaresIsHonoured() throws IOException {
        Charset latin2 = Charset.forName("ISO-8859-2");
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard().charset(latin2));
                MllpClient sender = door.connect()) {
            String message = admission("M1").replace("|NORTH|", "|Łódź|");

            sender.send(bytes(message, latin2));
            sender.reply();
            sender.send(bytes(message, latin2));
            sender.reply();

            assertThat(door.stored()).extracting(Stored::outcome).containsExactly("ACCEPTED", "DUPLICATE");
            assertThat(door.stored().getFirst().warnings()).isEmpty();
        }
    }

    @Test
    void aCharsetThatNobodyCanReadIsRefusedRatherThanGuessed() throws IOException {
        try (StoredDoor door = StoredDoor.open(DoorCatalog.standard());
                MllpClient sender = door.connect()) {
            String declared = admission("M1").replace("|2.5.1||||", "|2.5.1||||||GB 18030-2000");

            sender.send(bytes(declared.replace("Ada", NAME)), bytes(declared.replace("|M1|", "|M2|")));

            Hl7Message refused = sender.reply();
            assertThat(refused.get("MSA-1")).contains("AR");
            assertThat(refused.get("ERR-3-1")).contains("103");
            assertThat(refused.get("ERR-2-3")).contains("18");
            assertThat(sender.reply().get("MSA-1"))
                    .as("plain ASCII reads the same in all of them")
                    .contains("AA");
        }
    }
}
