package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.catalog.MllpEndpoint.ControlId;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OutgoingMessageTest {

    private static final UUID DELIVERY = UUID.fromString("6d1f0a52-5b0e-5c8e-9a55-9d2c1f3b7e10");
    private static final String BODY =
            "MSH|^~\\&|A|B|C|D|20261122||ADT^A01|OLD-ID|P|2.3\nZXX|a~b|\r\n\nPID|1||77^^^X\r\r";

    @Test
    void keepsEveryByteWhenTheControlIdIsKept() {
        var message = OutgoingMessage.of(DELIVERY, bytes(BODY), ControlId.KEEP);

        assertThat(message.controlId()).isEqualTo("OLD-ID");
        assertThat(message.frame()).isEqualTo(bytes("\u000b" + BODY + "\u001c\r"));
    }

    @Test
    void changesOnlyTheControlId() {
        var message = OutgoingMessage.of(DELIVERY, bytes(BODY), ControlId.UUID);

        assertThat(message.controlId()).isEqualTo(DELIVERY.toString());
        assertThat(message.frame())
                .isEqualTo(bytes("\u000b" + BODY.replace("OLD-ID", DELIVERY.toString()) + "\u001c\r"));
    }

    @Test
    void refusesAMessageWithoutControlIdSinceItsAcknowledgementCouldNotBeKnown() {
        assertThatThrownBy(() -> OutgoingMessage.of(DELIVERY, bytes(BODY.replace("OLD-ID", "")), ControlId.KEEP))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("send.not-sendable");
    }

    @Test
    void refusesAMessageThatWouldBreakItsFrame() {
        for (String inside : new String[] {"\u001c\r", "\u000b", "\u001c"}) {
            assertThatThrownBy(() -> OutgoingMessage.of(DELIVERY, bytes(BODY + "ZZZ|" + inside), ControlId.KEEP))
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Property
    void theShortIdHasTwentyPlainCharactersAndIsTheSameEachTime(@ForAll long high, @ForAll long low) {
        UUID id = new UUID(high, low);
        assertThat(OutgoingMessage.short20(id)).matches("[0-9A-Z]{20}").isEqualTo(OutgoingMessage.short20(id));
    }

    @Test
    void theShortIdDependsOnEveryBitThatItHasRoomFor() {
        Set<String> ids = new HashSet<>(Set.of(OutgoingMessage.short20(DELIVERY)));
        int taken = 0;
        for (int bit = 0; bit < 64; bit++) {
            boolean version = bit >= 12 && bit < 16;
            if (!version) {
                ids.add(OutgoingMessage.short20(
                        new UUID(DELIVERY.getMostSignificantBits() ^ 1L << bit, DELIVERY.getLeastSignificantBits())));
                taken++;
            }
            boolean room = bit >= 22 && bit < 62;
            if (room) {
                ids.add(OutgoingMessage.short20(
                        new UUID(DELIVERY.getMostSignificantBits(), DELIVERY.getLeastSignificantBits() ^ 1L << bit)));
                taken++;
            }
        }
        assertThat(taken).isEqualTo(100);
        assertThat(ids).hasSize(101);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
