package io.sluice.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.format.hl7.Samples;
import io.sluice.format.json.Json;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormatTest {

    @Test
    void isFoundByItsLabel() {
        assertThat(Format.of("hl7v2")).contains(Format.HL7V2);
        assertThat(Format.of("json")).contains(Format.JSON);
        assertThat(Format.of("HL7")).isEmpty();
    }

    @Test
    void turnsBytesIntoTreesAndBack() {
        byte[] json = "{\"a\":[1,null]}".getBytes(StandardCharsets.UTF_8);
        assertThat(Format.JSON.fromTree(Format.JSON.toTree(json))).isEqualTo(json);

        byte[] message = "MSH|^~\\&|A|B|||||ADT^A01|1|P|2.5\rPID|1||a~b^c\r".getBytes(StandardCharsets.UTF_8);
        assertThat(Format.HL7V2.fromTree(Format.HL7V2.toTree(message))).isEqualTo(message);
    }

    @Test
    void theDeclaredCharsetIsUsedWhereTheMessageNamesNone() {
        byte[] message = "MSH|^~\\&|A\rPID|1||\u0160".getBytes(Charset.forName("ISO-8859-2"));

        assertThat(Format.HL7V2.toTree(message, Charset.forName("ISO-8859-2")).toString())
                .contains("\u0160");
    }

    @Test
    void aMessageIsShownAsAbsentEmptyAndNull() {
        byte[] message = "MSH|^~\\&|A\rPID||\"\"|x&y^z~w".getBytes(StandardCharsets.UTF_8);

        assertThat(Json.write(((Map<?, ?>) Format.HL7V2.toTree(message)).get("PID")))
                .asString()
                .isEqualTo("[{\"segment\":\"PID\",\"1\":\"\",\"2\":null,"
                        + "\"3\":[{\"1\":{\"1\":\"x\",\"2\":\"y\"},\"2\":\"z\"},{\"1\":\"w\"}]}]");
    }

    @Test
    void everySampleHasATreeThatIsJson() {
        for (var sample : Samples.all()) {
            if (!sample.endsWith("cdc-msh_present_but_missing_msh-2.hl7")) {
                assertThat(Json.read(Json.write(Format.HL7V2.toTree(Samples.bytes(sample)))))
                        .isInstanceOf(Map.class);
            }
        }
    }
}
