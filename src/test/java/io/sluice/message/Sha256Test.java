package io.sluice.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {

    /** The first example of NIST's vectors for FIPS 180-4. */
    @Test
    void givesTheDigestOfTheStandardsExample() {
        assertThat(Sha256.hex("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void digestsPieceByPieceToTheSame() {
        var pieces = Sha256.digest();
        pieces.update((byte) 'a');
        pieces.update(new byte[] {'b', 'c'});

        assertThat(pieces.digest()).isEqualTo(Sha256.of(new byte[] {'a', 'b', 'c'}));
    }
}
