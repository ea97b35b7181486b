package io.sluice.format.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.format.FormatProblem;
import io.sluice.format.json.Json;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Hl7WriterTest {

    private static byte[] write(String json) {
        return Hl7Writer.write(Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(String json) {
        return new String(write(json), StandardCharsets.UTF_8);
    }

    @Test
    void writesAListOfSegments() {
        assertThat(text("""
                [{"segment": "MSH", "3": "SLUICE", "9": {"1": "ORU", "2": "R01"}, "10": 42, "12": "2.5"},
                 {"segment": "PID", "3": [{"1": "a|b", "4": {"1": "x&y", "2": "z"}}, "c^d"], "8": null, "30": ""},
                 {"segment": "OBX", "1": 1, "5": 5.50, "6": true}]"""))
                .isEqualTo("MSH|^~\\&|SLUICE||||||ORU^R01|42||2.5\r"
                        + "PID|||a\\F\\b^^^x\\T\\y&z~c\\S\\d|||||\"\"\r"
                        + "OBX|1||||5.50|true\r");
    }

    @Test
    void writesAMapOfSegmentsInItsOrder() {
        assertThat(text("{\"MSH\": {\"9\": \"ACK\"}, \"NTE\": [{\"3\": \"a\\nb\"}, {\"3\": \"c\"}]}"))
                .isEqualTo("MSH|^~\\&|||||||ACK\rNTE|||a\\.br\\b\rNTE|||c\r");
    }

    @Test
    void namesTheCharsetItUses() {
        assertThat(text("[{\"segment\": \"MSH\", \"9\": \"ACK\"}, {\"segment\": \"PID\", \"5\": \"M\u00fcller\"}]"))
                .isEqualTo("MSH|^~\\&|||||||ACK|||||||||UNICODE UTF-8\rPID|||||M\u00fcller\r");
        byte[] latin =
                write("[{\"segment\": \"MSH\", \"18\": \"8859/1\"}, {\"segment\": \"PID\", \"5\": \"M\u00fcller\"}]");
        assertThat(new String(latin, StandardCharsets.ISO_8859_1)).contains("8859/1", "M\u00fcller");
        assertThat(Hl7Message.parse(latin).get("PID-5")).hasValue("M\u00fcller");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[];HL7_TREE_INVALID",
                "1;HL7_TREE_INVALID",
                "[{\"segment\": \"PID\"}];HL7_TREE_INVALID",
                "[{\"3\": \"a\"}];HL7_TREE_INVALID",
                "[{\"segment\": \"MSH\", \"nine\": \"a\"}];HL7_TREE_INVALID",
                "[{\"segment\": \"MSH\", \"0\": \"a\"}];HL7_TREE_INVALID",
                "[{\"segment\": \"msh\"}];HL7_TREE_INVALID",
                "[{\"segment\": \"MSH\", \"9\": {\"1\": {\"1\": {\"1\": \"a\"}}}}];HL7_TREE_INVALID",
                "[{\"segment\": \"MSH\", \"18\": \"KLINGON\"}];CHARSET_CANNOT_ENCODE",
                "[{\"segment\": \"MSH\", \"18\": \"ASCII\", \"3\": \"\u00fc\"}];CHARSET_CANNOT_ENCODE"
            })
    void refusesWhatIsNoMessage(String json, FormatProblem problem) {
        assertThat(catchThrowableOfType(ProblemException.class, () -> write(json))
                        .problem())
                .isEqualTo(problem);
    }

    static List<Path> samples() {
        return Hl7SamplesTest.readable();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theTreeOfEverySampleIsWrittenWithTheSameContent(Path sample) {
        Hl7Message message = Hl7Message.parse(Samples.bytes(sample));

        Hl7Message written = Hl7Message.parse(Hl7Writer.write(Hl7Tree.of(message)));

        assertThat(written.segments()).extracting(Hl7Segment::name).isEqualTo(names(message));
        for (int i = 0; i < message.segments().size(); i++) {
            Hl7Segment before = message.segments().get(i);
            for (int field = 3; field <= before.fieldCount(); field++) {
                assertThat(written.segments().get(i).all(before.name() + "-" + field + "-1-1"))
                        .as("%s-%s", before.name(), field)
                        .isEqualTo(before.all(before.name() + "-" + field + "-1-1"));
            }
        }
    }

    private static List<String> names(Hl7Message message) {
        return message.segments().stream().map(Hl7Segment::name).toList();
    }

    @Property
    void anyTextComesBackAsItWas(@ForAll String value) {
        Hl7Message written = Hl7Message.parse(Hl7Writer.write(List.of(
                Map.of("segment", "MSH", "9", "ACK", "18", "UNICODE UTF-8"),
                Map.of("segment", "PID", "5", Map.of("2", value)))));

        assertThat(written.get("PID-5-2").orElse("")).isEqualTo(value.replace("\r\n", "\n"));
    }
}
