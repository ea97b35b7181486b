package io.sluice.format.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgementTest {

    private static final ZonedDateTime AT = ZonedDateTime.parse("2026-01-05T10:15:00.250+01:00");

    private static Hl7Header header(String msh) {
        return Hl7Header.peek(msh.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static String text(Acknowledgement acknowledgement, String msh) {
        return new String(acknowledgement.toBytes(header(msh), "A1", AT), StandardCharsets.UTF_8);
    }

    @Test
    void swapsApplicationsAndNamesTheMessage() {
        assertThat(text(
                        Acknowledgement.of(AckCode.AA),
                        "MSH|^~\\&|EHR^1^ISO|H|LAB|L|1||ADT^A01^ADT_A01|42|P|2.5.1||||||8859/1"))
                .isEqualTo("MSH|^~\\&|LAB|L|EHR^1^ISO|H|20260105101500.250+0100||ACK^A01^ACK|A1|P|2.5.1||||||8859/1\r"
                        + "MSA|AA|42\r");
    }

    @Test
    void aRefusalSaysWhyInTheFormOfItsVersion() {
        Acknowledgement refusal =
                Acknowledgement.of(AckCode.AR, AckError.REQUIRED_FIELD_MISSING, "MSH-10", "Send a control id & more.");

        assertThat(text(refusal, "MSH|^~\\&|A|B|C|D|1||ADT^A01||P|2.5"))
                .endsWith("|A1|P|2.5\rMSA|AR|\r"
                        + "ERR||MSH^1^10|101^Required field missing^HL70357|E||||Send a control id \\T\\ more.\r");
        assertThat(text(refusal, "MSH|^~\\&|A|B|C|D|1||ADT^A01||P|2.3.1"))
                .endsWith("MSA|AR||Send a control id \\T\\ more.\rERR|MSH^1^10^101&Required field missing&HL70357||"
                        + "101^Required field missing^HL70357|E\r");
    }

    @Test
    void usesTheDelimitersOfTheSender() {
        Acknowledgement refusal =
                Acknowledgement.of(AckCode.AE, AckError.APPLICATION_INTERNAL_ERROR, "", "Send it again.");

        assertThat(text(refusal, "MSH#*-!%#A#B#C#D###ADT*A01#7#P#2.5"))
                .startsWith("MSH#*-!%#C#D#A#B#")
                .contains("#ACK*A01*ACK#")
                .endsWith("MSA#AE#7\rERR###207*Application internal error*HL70357#E####Send it again.\r");
    }

    @Test
    void answersAMessageThatCannotBeRead() {
        assertThat(text(
                        Acknowledgement.of(AckCode.AR, AckError.REQUIRED_FIELD_MISSING, "MSH-2", ""),
                        "MSH||A|B|C|D|1||ORM^O01|7|P|2.5"))
                .startsWith("MSH|^~\\&|C|D|A|B|")
                .endsWith("MSA|AR|7\rERR||MSH^1^2|101^Required field missing^HL70357|E\r");
        assertThat(text(Acknowledgement.of(AckCode.AR, AckError.SEGMENT_SEQUENCE, "", ""), "MSH|"))
                .contains("|ACK|A1|");
    }

    @ParameterizedTest
    @EnumSource(AckCode.class)
    void whatIsWrittenIsRead(AckCode code) {
        for (String version : new String[] {"2.3", "2.5.1", ""}) {
            byte[] bytes = Acknowledgement.of(code, AckError.DUPLICATE_KEY_IDENTIFIER, "MSH-10", "")
                    .toBytes(header("MSH|^~\\&|A|B|C|D|1||ADT^A01|42|P|" + version), "A1", AT);

            assertThat(AckReader.read(bytes)).isEqualTo(new AckReader.Reply(code, "42", "205"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MSH|^~\\&|A\rMSA|XX|1", "MSH|^~\\&|A\rPID|1", "MSH|^~\\&|A\rMSA||1"})
    void aReplyWithoutACodeIsNoAcknowledgement(String reply) {
        assertThat(catchThrowableOfType(
                                ProblemException.class, () -> AckReader.read(reply.getBytes(StandardCharsets.UTF_8)))
                        .problem())
                .isEqualTo(FormatProblem.HL7_NOT_AN_ACKNOWLEDGEMENT);
    }

    @Test
    void knowsTheCodesOfBothModes() {
        assertThat(AckCode.AA.positive()).isTrue();
        assertThat(AckCode.CE.positive()).isFalse();
        assertThat(AckCode.AR.commit()).isEqualTo(AckCode.CR);
    }
}
