package io.sluice.format.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Hl7EditTest {

    private static final String HEAD = "MSH|^~\\&|A|B|||||ADT^A01|1|P|2.5\n";

    private static String edited(String segments, String path, String value) {
        Hl7Message message = Hl7Message.parse((HEAD + segments).getBytes(StandardCharsets.UTF_8));
        String text = new String(Hl7Edit.of(message).set(path, value).bytes(), StandardCharsets.UTF_8);
        assertThat(text).startsWith(HEAD);
        return text.substring(HEAD.length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PID|1;PID-5;X;PID|1||||X",
                "PID|1;PID-5-2-3;X;PID|1||||^&&X",
                "PID|1||a^b;PID-3-2;X;PID|1||a^X",
                "PID|1||a^b;PID-3-4;X;PID|1||a^b^^X",
                "PID|1||a^b;PID-3-2-2;X;PID|1||a^b&X",
                "PID|1||a~b|z;PID-3[2];X;PID|1||a~X|z",
                "PID|1||a~b|z;PID-3[4]-2;X;PID|1||a~b~~^X|z",
                "PID|1||a^^^^MR~b^^^^SS|z;PID-3[5=SS]-1;X;PID|1||a^^^^MR~X^^^^SS|z",
                "PID|1||a^b;PID-3;X;PID|1||X",
                "PID|1||a;PID-3;'x|y^z';PID|1||x\\F\\y\\S\\z",
                "PID|1||a;PID-3;'';PID|1||",
                "PID|1;PID-9-3;'';PID|1"
            })
    void changesOnePlace(String segment, String path, String value, String expected) {
        assertThat(edited(segment, path, value)).isEqualTo(expected);
        assertThat(edited(segment + "\r\nZX1|\u00fc^~tail\n\n", path, value))
                .isEqualTo(expected + "\r\nZX1|\u00fc^~tail\n\n");
    }

    @Test
    void clearsAndDeletes() {
        Hl7Message message = Hl7Message.parse((HEAD + "PID|1||a^b|c").getBytes(StandardCharsets.UTF_8));

        assertThat(Hl7Edit.of(message)
                        .clear("PID-3-1")
                        .delete("PID-4")
                        .set("MSH-5", "LAB")
                        .bytes())
                .asString()
                .isEqualTo("MSH|^~\\&|A|B|LAB||||ADT^A01|1|P|2.5\nPID|1||^b|\"\"");
    }

    @Test
    void writesInTheCharsetOfTheMessage() {
        byte[] latin = (HEAD.trim() + "||||||8859/1\rPID|1||||M\u00fcller|").getBytes(StandardCharsets.ISO_8859_1);

        Hl7Edit edit = Hl7Edit.of(Hl7Message.parse(latin)).set("PID-6", "J\u00e4ger");

        assertThat(new String(edit.bytes(), StandardCharsets.ISO_8859_1)).endsWith("|M\u00fcller|J\u00e4ger");
        assertProblem(FormatProblem.CHARSET_CANNOT_ENCODE, () -> edit.set("PID-6", "\u4e2d"));
    }

    @Test
    void refusesWhatItCannotDoInPlace() {
        Hl7Edit edit = Hl7Edit.of(Hl7Message.parse((HEAD + "PID|1||a^^^^MR").getBytes(StandardCharsets.UTF_8)));

        assertProblem(FormatProblem.EDIT_TARGET_MISSING, () -> edit.set("PV1-2", "I"));
        assertProblem(FormatProblem.EDIT_TARGET_MISSING, () -> edit.set("PID[2]-3", "I"));
        assertProblem(FormatProblem.EDIT_TARGET_MISSING, () -> edit.set("PID-3[5=SS]-1", "I"));
        assertProblem(FormatProblem.EDIT_REFUSED, () -> edit.set("MSH-2", "^"));
        assertProblem(FormatProblem.EDIT_REFUSED, () -> edit.set("MSH-18", "8859/1"));
        assertProblem(FormatProblem.PATH_INVALID, () -> edit.set("PID", "x"));
    }

    private static void assertProblem(FormatProblem problem, ThrowingCallable call) {
        assertThat(catchThrowableOfType(ProblemException.class, call).problem()).isEqualTo(problem);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void anEditOfARealMessageGivesTheValueAndKeepsEveryOtherPlace(
            @ForAll("samples") Path sample,
            @ForAll @IntRange(min = 0, max = 200) int segmentAt,
            @ForAll @IntRange(min = 3, max = 17) int field,
            @ForAll @IntRange(min = 1, max = 3) int repetition,
            @ForAll @IntRange(min = 1, max = 7) int component,
            @ForAll @AlphaChars @Chars({'|', '^', '~', '\\', '&', '\n'}) @StringLength(min = 1, max = 12)
                    String value) {
        Hl7Message before = Hl7Message.parse(Samples.bytes(sample));
        List<Hl7Segment> segments = before.segments();
        String name = segments.get(segmentAt % segments.size()).name();
        String path = name + "-" + field + "[" + repetition + "]-" + component;

        Hl7Message after = Hl7Edit.of(before).set(path, value).message();

        assertThat(after.get(path)).hasValue(value);
        assertThat(after.segments()).hasSameSizeAs(segments);
        Hl7Segment target = before.all(name, 1).getFirst();
        int start = Hl7Ranges.start(target.range());
        int fromEnd = before.bytes().length - Hl7Ranges.end(target.range());
        assertThat(head(after, start)).isEqualTo(head(before, start));
        assertThat(tail(after, fromEnd)).isEqualTo(tail(before, fromEnd));
        Hl7Segment edited = after.all(name, 1).getFirst();
        for (int other = 1; other <= target.fieldCount(); other++) {
            if (other != field) {
                Hl7Path whole = Hl7Path.of(name + "-" + other);
                assertThat(edited.lookup(whole)).isEqualTo(target.lookup(whole));
            }
        }
    }

    private static byte[] head(Hl7Message message, int length) {
        return Arrays.copyOf(message.bytes(), length);
    }

    private static byte[] tail(Hl7Message message, int length) {
        return Arrays.copyOfRange(message.bytes(), message.bytes().length - length, message.bytes().length);
    }

    @Provide
    Arbitrary<Path> samples() {
        return Arbitraries.of(Hl7SamplesTest.readable());
    }
}
