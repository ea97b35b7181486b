package io.sluice.format.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Hl7EscapesTest {

    private static final Hl7Delimiters STANDARD = Hl7Delimiters.STANDARD;

    @ParameterizedTest
    @CsvSource({
        "a\\F\\b,a|b", "a\\S\\b,a^b", "a\\T\\b,a&b", "a\\R\\b,a~b", "a\\E\\b,a\\b", "a\\P\\b,a#b",
                "\\X41C3BC\\,A\u00fc",
        "\\H\\bold\\N\\,bold", "\\Zxy\\,\\Zxy\\", "a\\b,a\\b", "a\\,a\\", "\\X4\\,\\X4\\", "\\XZZ\\,\\XZZ\\",
                "\\E\\E\\,\\E\\",
        "C:\\T\\E\\x,C:&E\\x"
    })
    void unescapesWhatItUnderstandsAndKeepsTheRest(String escaped, String plain) {
        assertThat(Hl7Escapes.unescape(escaped, STANDARD, StandardCharsets.UTF_8))
                .isEqualTo(plain);
    }

    @Test
    void lineBreaksSurvive() {
        assertThat(Hl7Escapes.escape("a\r\nb\nc\rd", STANDARD)).isEqualTo("a\\.br\\b\\.br\\c\\X0D\\d");
        assertThat(Hl7Escapes.unescape("a\\.br\\b", STANDARD, StandardCharsets.UTF_8))
                .isEqualTo("a\nb");
    }

    @Property
    void whatIsEscapedReadsTheSame(@ForAll String text) {
        String escaped = Hl7Escapes.escape(text, STANDARD);

        assertThat(escaped).doesNotContain("|", "^", "~", "&", "\r", "\n");
        assertThat(Hl7Escapes.unescape(escaped, STANDARD, StandardCharsets.UTF_8))
                .isEqualTo(text.replace("\r\n", "\n"));
    }

    @Test
    void aDelimiterCannotBeWrittenWithoutAnEscapeCharacter() {
        Hl7Delimiters poor = new Hl7Delimiters((byte) '|', (byte) '^', (byte) 0, (byte) 0, (byte) 0);

        assertThat(Hl7Escapes.escape("a~b", poor)).isEqualTo("a~b");
        assertThatThrownBy(() -> Hl7Escapes.escape("a^b", poor))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(FormatProblem.CHARSET_CANNOT_ENCODE));
    }
}
