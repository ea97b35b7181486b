package io.sluice.format.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.format.FormatProblem;
import io.sluice.format.hl7.Hl7Message.Warning;
import io.sluice.message.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7MessageTest {

    private static Hl7Message parse(String text) {
        return Hl7Message.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Hl7Message message(String... segments) {
        return parse("MSH|^~\\&|A|B|C|D|20260105||ADT^A01^ADT_A01|7|P|2.5\r" + String.join("\r", segments) + "\r");
    }

    @Test
    void readsTheHeader() {
        Hl7Header header = parse("MSH|^~\\&|EHR^1.2^ISO|H|LAB|L|20260105101500+0100||ORU^R01^ORU_R01|42|T^A|2.5.1^USA|"
                        + "9||AL|NE||8859/1~UNICODE UTF-8\rPID|1")
                .header();

        assertThat(header)
                .isEqualTo(new Hl7Header(
                        '|',
                        "^~\\&",
                        "EHR^1.2^ISO",
                        "H",
                        "LAB",
                        "L",
                        "20260105101500+0100",
                        "ORU^R01",
                        "ORU_R01",
                        "42",
                        "T",
                        "2.5.1",
                        "9",
                        "AL",
                        "NE",
                        "8859/1"));
        assertThat(header.code()).isEqualTo("ORU");
        assertThat(header.trigger()).isEqualTo("R01");
        assertThat(header.enhancedMode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r\n\n"})
    void acceptsEveryLineEnd(String lineEnd) {
        Hl7Message message = parse(String.join(lineEnd, "MSH|^~\\&|A|B|||||ADT^A01|1|P|2.5", "PID|1", "ZPI|x", ""));

        assertThat(message.segments()).extracting(Hl7Segment::name).containsExactly("MSH", "PID", "ZPI");
        assertThat(message.get("ZPI-1")).hasValue("x");
        assertThat(message.get("MSH-12")).hasValue("2.5");
    }

    @Test
    void aLineThatIsNoSegmentBelongsToTheFieldBeforeIt() {
        Hl7Message message = message("NTE|1||first\nsecond line\n Zoe|still", "OBX|1");

        assertThat(message.get("NTE-3")).hasValue("first\nsecond line\n Zoe");
        assertThat(message.get("NTE-4")).hasValue("still");
        assertThat(message.get("OBX-1")).hasValue("1");
        assertThat(message.warnings()).contains(new Warning("line-end-in-field", ""));
    }

    @Test
    void readsWithTheDelimitersThatTheMessageDeclares() {
        Hl7Message message = parse("MSH#*-!%#A#B#####ADT*A01#1#P#2.5\rPID###1**M%N-2###a!T!b");

        assertThat(message.header().type()).isEqualTo("ADT^A01");
        assertThat(message.get("PID-3[2]")).hasValue("2");
        assertThat(message.get("PID-3-3-2")).hasValue("N");
        assertThat(message.get("PID-6")).hasValue("a%b");
        assertThat(message.get("MSH-1")).hasValue("#");
        assertThat(message.get("MSH-2")).hasValue("*-!%");
    }

    @Test
    void aSenderMayDeclareFewerDelimiters() {
        Hl7Message message = parse("MSH|^|A|B|||||ADT^A01|1|P|2.5\rPID|||1~2&3\\T\\");

        assertThat(message.get("PID-3")).hasValue("1~2&3\\T\\");
    }

    @Test
    void keepsAbsentEmptyAndNullApart() {
        Hl7Message message = message("PID|1||\"\"|^^|x^\"\"^^&&|");

        assertThat(message.lookup(Hl7Path.of("PID-1"))).isEqualTo(new Hl7Value.Text("1"));
        assertThat(message.lookup(Hl7Path.of("PID-2"))).isEqualTo(Hl7Value.EMPTY);
        assertThat(message.lookup(Hl7Path.of("PID-3"))).isEqualTo(Hl7Value.NULL);
        assertThat(message.lookup(Hl7Path.of("PID-4"))).isEqualTo(Hl7Value.EMPTY);
        assertThat(message.lookup(Hl7Path.of("PID-4-3"))).isEqualTo(Hl7Value.EMPTY);
        assertThat(message.lookup(Hl7Path.of("PID-4-4"))).isEqualTo(Hl7Value.ABSENT);
        assertThat(message.lookup(Hl7Path.of("PID-5-2"))).isEqualTo(Hl7Value.NULL);
        assertThat(message.lookup(Hl7Path.of("PID-5-4"))).isEqualTo(Hl7Value.EMPTY);
        assertThat(message.lookup(Hl7Path.of("PID-6"))).isEqualTo(Hl7Value.EMPTY);
        assertThat(message.lookup(Hl7Path.of("PID-7"))).isEqualTo(Hl7Value.ABSENT);
        assertThat(message.lookup(Hl7Path.of("PV1-2"))).isEqualTo(Hl7Value.ABSENT);
    }

    @Test
    void selectsRepetitionsAndSegments() {
        Hl7Message message = message("PID|1||1^^^A&1.2^MR~2^^^B&1.3^SS~3^^^C&1.2^MR", "OBX|1|ST|||a", "OBX|2|ST|||b~c");

        assertThat(message.get("PID-3[5=SS]-1")).hasValue("2");
        assertThat(message.get("PID-3[5=MR]-1")).hasValue("1");
        assertThat(message.get("PID-3[4.2=1.3]-1")).hasValue("2");
        assertThat(message.get("PID-3[5=XX]-1")).isEmpty();
        assertThat(message.get("PID-3[3].1")).hasValue("3");
        assertThat(message.get("OBX[2]-5[2]")).hasValue("c");
        assertThat(message.get("OBX[3]-5")).isEmpty();
        assertThat(message.all("OBX-5")).containsExactly("a", "b", "c");
        assertThat(message.all("PID-3-4-1")).containsExactly("A", "B", "C");
        assertThat(message.all("PID-3[5=SS]-4-2")).containsExactly("1.3");
        assertThat(message.all("OBX[1]-5")).containsExactly("a");
    }

    @Test
    void aPathAboveComponentsReadsThemAsTheyStand() {
        Hl7Message message = message("PID|1||||A\\T\\B^C^^|A\\T\\B^|x&y^z");

        assertThat(message.get("MSH-9")).hasValue("ADT^A01^ADT_A01");
        assertThat(message.get("PID-5")).hasValue("A\\T\\B^C");
        assertThat(message.get("PID-6")).hasValue("A&B");
        assertThat(message.get("PID-7-1")).hasValue("x&y");
        assertThat(message.get("PID-7-1-1")).hasValue("x");
        assertThat(message.get("PID-6-1-1")).hasValue("A&B");
    }

    @ParameterizedTest
    @CsvSource({"UNICODE UTF-8,UTF-8", "8859/1,ISO-8859-1", "8859/2,ISO-8859-2", "8859/15,ISO-8859-15"})
    void decodesWithTheCharsetOfMsh18(String msh18, String charset) {
        String text = "MSH|^~\\&|A|B|||||ADT^A01|1|P|2.5||||||" + msh18 + "\rPID|1||||M\u00fcller\r";

        Hl7Message message = Hl7Message.parse(text.getBytes(Charset.forName(charset)));

        assertThat(message.charset()).isEqualTo(Charset.forName(charset));
        assertThat(message.get("PID-5")).hasValue("M\u00fcller");
        assertThat(message.warnings()).isEmpty();
    }

    @Test
    void withoutMsh18TheDeclaredCharsetCountsAndElseTheBytesDecide() {
        String text = "MSH|^~\\&|A|B|||||ADT^A01|1|P|2.5\rPID|1||||M\u00fcller \u0160\r";
        byte[] latin2 = text.getBytes(Charset.forName("ISO-8859-2"));

        assertThat(Hl7Message.parse(latin2, Charset.forName("ISO-8859-2")).get("PID-5"))
                .hasValue("M\u00fcller \u0160");
        assertThat(Hl7Message.parse(text.getBytes(StandardCharsets.UTF_8)).get("PID-5"))
                .hasValue("M\u00fcller \u0160");
        assertThat(Hl7Message.parse(latin2).charset()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(Hl7Message.parse(latin2).warnings()).containsExactly(new Warning("charset-assumed", "MSH-18"));
    }

    @ParameterizedTest
    @CsvSource({"UNICODE UTF-8,charset-contradicted", "ASCII,charset-contradicted", "GB 18030-2000,charset-unknown"})
    void aCharsetThatCannotBeRightIsNotBelieved(String msh18, String warning) {
        byte[] latin = ("MSH|^~\\&|A|B|||||ADT^A01|1|P|2.5||||||" + msh18 + "\rPID|1||||M\u00fcller")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Hl7Message.parse(latin).get("PID-5")).hasValue("M\u00fcller");
        assertThat(Hl7Message.parse(latin).warnings()).containsExactly(new Warning(warning, "MSH-18"));
    }

    @Test
    void listsWhatItTolerated() {
        Hl7Message message =
                parse("\uFEFFMSH|^~\\&|A|B|||||ADT^A01|1|P|7\nEVN|A01|1||||||x\nPID|1||1~~2\nZPI|SECRET\nZPI|2\n");

        assertThat(message.warnings())
                .containsExactlyInAnyOrder(
                        new Warning("byte-order-mark", ""),
                        new Warning("line-feeds", ""),
                        new Warning("charset-assumed", "MSH-18"),
                        new Warning("version-unknown", "MSH-12"),
                        new Warning("additional-field", "EVN-8"),
                        new Warning("empty-repetition", "PID-3"),
                        new Warning("z-segment", "ZPI"));
        assertThat(message.warnings().toString()).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';HL7_NO_MSH", "PID|1;HL7_NO_MSH", "FHS|^~\\&|A;HL7_NO_MSH", "MS;HL7_NO_MSH",
                "MSH;HL7_NO_DELIMITERS", "MSH|;HL7_NO_DELIMITERS", "MSH||A|B;HL7_NO_DELIMITERS",
                        "MSHA^~\\&A;HL7_NO_DELIMITERS",
                "MSH|^^\\&|A;HL7_NO_DELIMITERS", "MSH|^~\\&#!|A;HL7_NO_DELIMITERS", "MSH|ab|A;HL7_NO_DELIMITERS"
            })
    void refusesOnlyWhatHasNoDelimiters(String text, FormatProblem problem) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> parse(text));

        assertThat(refused.problem()).isEqualTo(problem);
    }

    @Test
    void theTruncationCharacterOfVersion27IsNoDelimiter() {
        assertThat(parse("MSH|^~\\&#|A|B|||||ADT^A01|1|P|2.7\rPID|1||||A#B").get("PID-5"))
                .hasValue("A#B");
    }

    @Test
    void aHeaderCanBeKnownWhereTheMessageCannotBeRead() {
        assertThat(Hl7Header.peek("MSH|^~\\&|A|B|C|D|1||ADT^A01|99".getBytes(StandardCharsets.UTF_8)))
                .hasValueSatisfying(header -> assertThat(header.controlId()).isEqualTo("99"));
        assertThat(Hl7Header.peek("MSH|".getBytes(StandardCharsets.UTF_8))).isPresent();
        assertThat(Hl7Header.peek("MSH".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(Hl7Header.peek("hello".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Property
    void nothingButAProblemIsEverThrown(@ForAll("bytes") byte[] bytes) {
        byte[] before = bytes.clone();
        try {
            Hl7Message message = Hl7Message.parse(bytes);
            readEverything(message);
            assertThat(message.bytes()).isEqualTo(before);
        } catch (ProblemException refused) {
            assertThat(refused.problem()).isIn(FormatProblem.HL7_NO_MSH, FormatProblem.HL7_NO_DELIMITERS);
        }
        Hl7Header.peek(before);
    }

    private static void readEverything(Hl7Message message) {
        message.header();
        message.warnings();
        for (Hl7Segment segment : message.segments()) {
            for (int field = 1; field <= segment.fieldCount(); field++) {
                segment.all(segment.name() + "-" + field);
                segment.all(segment.name() + "-" + field + "-2-2");
            }
        }
        assertThat(Hl7Tree.of(message).toString()).isNotEmpty();
        Hl7Groups.of(message, "OBR");
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<String> alphabet = Arbitraries.strings()
                .withChars("|^~\\&\r\n\"MSHPIDOBRXZ0123456789 \u00e9\uFEFF")
                .ofMaxLength(120);
        Arbitrary<byte[]> anything = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        return Arbitraries.oneOf(
                anything,
                alphabet.map(text -> text.getBytes(StandardCharsets.UTF_8)),
                alphabet.map(text -> ("MSH|^~\\&|" + text).getBytes(StandardCharsets.ISO_8859_1)),
                anything.map(tail -> concat("MSH|^~\\&|A|".getBytes(StandardCharsets.UTF_8), tail)));
    }

    private static byte[] concat(byte[] head, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }
}
