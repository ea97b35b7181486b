package io.sluice.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

    private static Csv read(String text) {
        return Csv.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsQuotesLineEndsAndAByteOrderMark() {
        Csv csv = read("\uFEFFcode,text\r\nA,\"one, \"\"two\"\"\nthree\"\n\nB,\n\"\",x");

        assertThat(csv.header()).containsExactly("code", "text");
        assertThat(csv.rows()).containsExactly(List.of("A", "one, \"two\"\nthree"), List.of("B", ""), List.of("", "x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {"``;1", "a,b/c;2", "a,b/c,d,e;2", "a,b/\"c\"d,e;2", "a,b/c\"d,e;2", "a,b/\"x/y\",z/\"open,q;4"})
    void refusesWhatIsNoTableAndNamesTheLine(String text, int line) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read(text.replace('/', '\n')));

        assertThat(refused.problem()).isEqualTo(FormatProblem.CSV_INVALID);
        assertThat(refused.where()).isEqualTo("line " + line);
    }

    @Property
    void anyTableComesBackAsItWasWritten(@ForAll @Size(min = 2, max = 4) List<@NotEmpty String> row) {
        String line =
                row.stream().map(cell -> '"' + cell.replace("\"", "\"\"") + '"').collect(Collectors.joining(","));
        List<String> valid = row.stream()
                .map(cell -> new String(cell.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .toList();

        Csv csv = read(line + "\r\n" + line);

        assertThat(csv.header()).isEqualTo(valid);
        assertThat(csv.rows()).containsExactly(valid);
    }
}
