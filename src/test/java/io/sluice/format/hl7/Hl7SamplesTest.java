package io.sluice.format.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Hl7SamplesTest {

    static List<Path> readable() {
        return Samples.all().stream()
                .filter(path -> !path.endsWith("cdc-msh_present_but_missing_msh-2.hl7"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("readable")
    void everySampleIsReadAndKeptByteForByte(Path sample) {
        byte[] bytes = Samples.bytes(sample);

        Hl7Message message = Hl7Message.parse(bytes);

        assertThat(message.bytes()).isEqualTo(Samples.bytes(sample));
        assertThat(message.segments().getFirst().name()).isEqualTo("MSH");
        assertThat(message.get("MSH-10").orElse("")).isEqualTo(message.header().controlId());
        assertThat(message.get("MSH-12-1").orElse(""))
                .isEqualTo(message.header().version());
        assertThat(message.get("MSH-9-1").orElse("")).isEqualTo(message.header().code());
        assertThat(message.warnings()).isNotEmpty();
    }

    @Test
    void aMessageWithoutEncodingCharactersIsRefusedButItsSenderIsKnown() {
        byte[] bytes = Samples.bytes("cdc-msh_present_but_missing_msh-2.hl7");

        assertThatThrownBy(() -> Hl7Message.parse(bytes))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(FormatProblem.HL7_NO_DELIMITERS));
        assertThat(Hl7Header.peek(bytes)).hasValueSatisfying(header -> {
            assertThat(header.controlId()).isEqualTo("111111");
            assertThat(header.type()).isEqualTo("ORM^O01");
        });
    }

    @Test
    void aMissingTypeOrControlIdIsLeftToTheReceiver() {
        assertThat(Hl7Message.parse(Samples.bytes("cdc-msh_present_but_missing_msh-9.hl7"))
                        .header()
                        .type())
                .isEmpty();
        assertThat(Hl7Message.parse(Samples.bytes("cdc-msh_present_but_missing_msh-10.hl7"))
                        .header()
                        .controlId())
                .isEmpty();
    }
}
