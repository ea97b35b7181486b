package io.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BlobCutTest {

    private static final String LARGE = "JVBERi0x".repeat(BlobCut.LEAST / 8);

    /** Text that holds no large part, and how many bytes of base64 stand behind it. */
    record Piece(String text, int large) {}

    @Property(tries = 200)
    void findsEveryRunOfSixtyFourKibAndNoOther(
            @ForAll @Size(max = 4) List<@net.jqwik.api.From("pieces") Piece> pieces) {
        var bytes = new ByteArrayOutputStream();
        var expected = new java.util.ArrayList<BlobCut.Part>();
        bytes.writeBytes("{\"a\":\"".getBytes(StandardCharsets.UTF_8));
        for (Piece piece : pieces) {
            bytes.writeBytes((piece.text() + '"').getBytes(StandardCharsets.UTF_8));
            int from = bytes.size();
            bytes.writeBytes("JVBE"
                    .repeat(piece.large() / 4 + 1)
                    .substring(0, piece.large())
                    .getBytes(StandardCharsets.US_ASCII));
            if (piece.large() >= BlobCut.LEAST) {
                expected.add(new BlobCut.Part(from, bytes.size()));
            }
            bytes.write('"');
        }

        assertThat(BlobCut.parts(bytes.toByteArray())).isEqualTo(expected);
    }

    @Test
    void nothingIsCutWhereALetterIsADelimiter() {
        assertThat(parts("MSH|^~\\&|A\rOBX|1|ED|||^^^Base64^" + LARGE + "\r")).hasSize(1);
        assertThat(parts("MSH+^~\\&+A\rOBX+1+ED+++^^^Base64^" + LARGE + "\r")).isEmpty();
        assertThat(parts("\uFEFFMSH|^~\\x|A\rOBX|1|ED|||^^^Base64^" + LARGE + "\r"))
                .isEmpty();
    }

    @Test
    void aNumberAndAShortMessageAreLeftAlone() {
        assertThat(parts("[" + "7".repeat(BlobCut.LEAST) + "]")).isEmpty();
        assertThat(parts(LARGE.substring(1))).isEmpty();
        assertThat(parts("")).isEmpty();
    }

    @Test
    void theSecondHalfOfACharacterStaysWithIts() {
        byte[] bytes = ("??" + LARGE).getBytes(StandardCharsets.US_ASCII);
        bytes[1] = (byte) 0x83; // with a letter behind it one character of Shift_JIS

        assertThat(BlobCut.parts(bytes)).isEmpty(); // one short now
    }

    private static List<BlobCut.Part> parts(String text) {
        return BlobCut.parts(text.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<Piece> pieces() {
        var text = Arbitraries.strings().withChars("ab {}|^&\\-\u00e4\u20ac").ofMaxLength(40);
        var large = Arbitraries.of(0, 10, BlobCut.LEAST - 1, BlobCut.LEAST, BlobCut.LEAST + 1, 3 * BlobCut.LEAST + 17);
        return Combinators.combine(text, large).as(Piece::new);
    }
}
