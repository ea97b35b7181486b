package io.sluice.format.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7PathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PID",
                "OBX[2]",
                "PID-3",
                "PID-3[2]-1",
                "PID-3[5=MR]-1",
                "PID-3[4.2=1.2.3]-1-2",
                "ZX1[3]-4-5-6",
                "4-1",
                "4[2]-1",
                "MRG-1-1"
            })
    void isWrittenAsItIsRead(String path) {
        assertThat(Hl7Path.of(path)).hasToString(path);
    }

    @ParameterizedTest
    @CsvSource({
        "'',1",
        "PI,3",
        "pid-3,1",
        "PID3,4",
        "PID-,5",
        "PID-x,5",
        "PID-0,6",
        "PID-3-,7",
        "PID-3[,7",
        "PID-3[2,8",
        "PID-3[5=],9",
        "PID-3[=MR],7",
        "PID-3-1-1-1,10",
        "'PID-3 ',6",
        "PID[a]-3,5",
        "PID-123456,10"
    })
    void aMistakeIsNamedByItsColumn(String path, int column) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> Hl7Path.of(path));

        assertThat(refused.problem()).isEqualTo(FormatProblem.PATH_INVALID);
        assertThat(refused.where()).startsWith("column " + column + " ");
    }

    @Property
    void anyTextIsAPathOrAProblem(
            @ForAll
                    @StringLength(max = 20)
                    @Chars({'P', 'I', 'D', '-', '[', ']', '=', '.'})
                    @CharRange(from = '0', to = '9')
                    String text) {
        try {
            assertThat(Hl7Path.of(Hl7Path.of(text).toString())).isEqualTo(Hl7Path.of(text));
        } catch (ProblemException refused) {
            assertThat(refused.problem()).isEqualTo(FormatProblem.PATH_INVALID);
        }
    }
}
