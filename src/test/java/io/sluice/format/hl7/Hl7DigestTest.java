package io.sluice.format.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Hl7DigestTest {

    private static final String MESSAGE = "MSH|^~\\&|A|B|||2026||ADT^A01|CTRL|P|2.5.1\r"
            + "PID|1||11^^^X~22^^^Y\r"
            + "OBX|1|ST|c1||v1\r"
            + "OBX|2|ST|c2||v2\r";

    @ParameterizedTest(name = "without {0}")
    @CsvSource({
        "'', ''",
        "MSH-7, 2026",
        "MSH-7 MSH-10, 2026 CTRL",
        "OBX-5, v1 v2",
        "OBX[2]-5, v2",
        "PID-3, 11^^^X~22^^^Y",
        "PID-3-1, 11 22",
        "PID-3[2]-1, 22",
        "PID-3[4=Y]-1, 22",
        "ZZZ-1, ''",
        "PV1-99, ''",
    })
    void hashesTheBytesWithoutWhatStandsAtThePaths(String paths, String removed) throws NoSuchAlgorithmException {
        Hl7Message message = Hl7Message.parse(MESSAGE.getBytes(StandardCharsets.UTF_8));
        List<Hl7Path> without = Stream.of(paths.split(" "))
                .filter(p -> !p.isEmpty())
                .map(Hl7Path::of)
                .toList();
        String rest = MESSAGE;
        for (String value : removed.split(" ")) {
            rest = rest.replaceFirst(Pattern.quote(value), "");
        }

        byte[] expected = MessageDigest.getInstance("SHA-256").digest(rest.getBytes(StandardCharsets.UTF_8));

        assertThat(Hl7Digest.sha256(message, without)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"MSH-7 MSH-7", "MSH-7 MSH-7-1", "PID-3 PID-3[2]-1"})
    void pathsMayOverlap(String paths) {
        Hl7Message message = Hl7Message.parse(MESSAGE.getBytes(StandardCharsets.UTF_8));
        List<Hl7Path> both = Stream.of(paths.split(" ")).map(Hl7Path::of).toList();

        assertThat(Hl7Digest.sha256(message, both)).isEqualTo(Hl7Digest.sha256(message, both.subList(0, 1)));
    }
}
