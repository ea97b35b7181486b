package io.sluice.receive.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.format.hl7.AckCode;
import io.sluice.format.hl7.Hl7Header;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.receive.Hl7Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HL7 v2.5.1 section 2.9.2 and table 0155, line by line. */
class AckRuleTest {

    @ParameterizedTest(name = "MSH-15 {0}, MSH-16 {1}, {2}: {3}")
    @CsvSource({
        // original mode
        "'', '', AA, AA",
        "'', '', AE, AE",
        "'', '', AR, AR",
        // commit acknowledgement, whatever is asked of the application
        "AL, NE, AA, CA",
        "AL, AL, AA, CA",
        "AL, '', AE, CE",
        "AL, ER, AR, CR",
        "ER, NE, AA, -",
        "ER, NE, AE, CE",
        "ER, AL, AR, CR",
        "SU, NE, AA, CA",
        "SU, NE, AR, -",
        // no commit acknowledgement, but one of the application: original mode by the standard's own words
        "NE, AL, AA, AA",
        "NE, AL, AR, AR",
        "NE, ER, AA, -",
        "NE, ER, AE, AE",
        "NE, SU, AA, AA",
        "NE, SU, AR, -",
        "'', AL, AA, AA",
        "'', ER, AA, -",
        // nothing at all
        "NE, NE, AA, -",
        "NE, NE, AR, -",
        "NE, '', AA, -",
        "'', NE, AE, -",
        // unknown words
        "XX, '', AA, CA",
        "'', XX, AA, AA",
    })
    void answersAsTheSenderAsks(String accept, String application, AckCode verdict, String expected) {
        Hl7Header header = header(accept, application);

        assertThat(AckRule.apply(header, verdict).map(AckCode::name).orElse("-"))
                .isEqualTo(expected);
    }

    @Test
    void aSenderOfWhomNothingIsKnownGetsOriginalMode() {
        assertThat(AckRule.apply(null, AckCode.AR)).contains(AckCode.AR);
    }

    private static Hl7Header header(String accept, String application) {
        return Hl7Message.parse(Hl7Text.bytes(Hl7Text.enhanced("M1", accept, application)))
                .header();
    }
}
