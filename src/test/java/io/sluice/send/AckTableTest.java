package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.MllpEndpoint;
import io.sluice.catalog.MllpEndpoint.Answer;
import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.Refused;
import io.sluice.send.SendOutcome.TryAgain;
import io.sluice.send.SendOutcome.Unanswered;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AckTableTest {

    private final AckTable table = new AckTable(MllpEndpoint.DEFAULT_ACK);

    @ParameterizedTest
    @ValueSource(strings = {"AA", "CA"})
    void positiveAcknowledgementsAreDone(String code) {
        assertThat(table.judge(ack(code, "ID-1"), "ID-1")).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AE", "CE"})
    void errorsAreTriedAgain(String code) {
        assertThat(table.judge(ack(code, "ID-1"), "ID-1")).isInstanceOf(TryAgain.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AR", "CR"})
    void rejectionsAreFinal(String code) {
        assertThat(table.judge(ack(code, "ID-1"), "ID-1")).isInstanceOf(Refused.class);
    }

    @Test
    void anEndpointMaySayOtherwise() {
        Map<String, Answer> own = new HashMap<>(MllpEndpoint.DEFAULT_ACK);
        own.put("AE", Answer.DEAD);

        assertThat(new AckTable(own).judge(ack("AE", "ID-1"), "ID-1")).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID-2", "id-1", "ID-10", ""})
    void theAcknowledgementOfAnotherMessageSaysNothing(String other) {
        assertThat(table.judge(ack("AA", other), "ID-1")).isEqualTo(new Unanswered(SendProblem.REPLY_MISMATCH, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "MSH|^~\\&|||||||ACK|1|P|2.3\r", "MSH|^~\\&|||||||ACK|1|P|2.3\rMSA|XX|ID-1\r"})
    void whatIsNoAcknowledgementSaysNothing(String reply) {
        assertThat(table.judge(reply.getBytes(StandardCharsets.ISO_8859_1), "ID-1"))
                .isEqualTo(new Unanswered(SendProblem.REPLY_UNREADABLE, null));
    }

    @Property
    void arbitraryBytesAreNeverTakenForAnAcknowledgement(@ForAll byte[] reply) {
        assertThat(table.judge(reply, "ID-1")).isInstanceOf(Unanswered.class);
    }

    private static byte[] ack(String code, String controlId) {
        return ("MSH|^~\\&|LAB|H|ADT|H|20261122||ACK^A01|R1|P|2.5.1\rMSA|" + code + "|" + controlId + "\r")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
