package io.sluice.format.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Hl7GroupsTest {

    private static Hl7Message message(String type, String names) {
        String segments =
                List.of(names.split(" ")).stream().map(name -> name + "|").collect(Collectors.joining("\r"));
        return Hl7Message.parse(
                ("MSH|^~\\&|A|B|||||" + type + "|1|P|2.5\r" + segments).getBytes(StandardCharsets.UTF_8));
    }

    private static String names(List<Hl7Group> groups) {
        return groups.stream()
                .map(group -> group.segments().stream().map(Hl7Segment::name).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ORU^R01;OBR;PID PV1 OBR NTE OBX NTE OBX SPM OBR OBX;OBR NTE OBX NTE OBX SPM, OBR OBX",
                "ORU^R01;OBR;PID ORC OBR OBX ORC OBR OBX;ORC OBR OBX, ORC OBR OBX",
                "ORM^O01;OBR;PID ORC OBR OBR OBX;ORC OBR, ORC OBR OBX",
                "OML^O21;OBR;PID ORC NTE TQ1 OBR TCD OBX SPM ORC TQ1 OBR;ORC TQ1 OBR TCD OBX SPM, ORC TQ1 OBR",
                "ORU^R01;OBR;PID ORC OBR OBX PID OBR OBX;ORC OBR OBX, OBR OBX",
                "OUL^R22;OBR;PID SPM OBX SAC OBR ORC NTE OBX OBR ORC OBX SPM OBR ORC OBX;"
                        + "SPM OBR ORC NTE OBX, SPM OBR ORC OBX, SPM OBR ORC OBX",
                "OUL^R24;OBR;PID OBR ORC OBX SPM SAC OBR ORC OBX SPM;OBR ORC OBX SPM SAC, OBR ORC OBX SPM",
                "ORU^R01;OBX;PID OBR NTE OBX NTE ZX1 OBX OBR OBX SPM;OBX NTE ZX1, OBX, OBX",
                "ADT^A40;PID;EVN PID PD1 MRG PV1 PID MRG;PID PD1 MRG PV1, PID MRG",
                "DFT^P03;FT1;PID PV1 FT1 NTE PR1 FT1 DG1 IN1;FT1 NTE PR1, FT1",
                "DFT^P11;FT1;PID PV1 FT1 DG1 IN1 FT1 DG1;FT1 DG1 IN1, FT1 DG1",
                "VXU^V04;RXA;PID ORC RXA RXR OBX ORC RXA RXR;ORC RXA RXR OBX, ORC RXA RXR",
                "ADT^A01;OBR;PID PV1;''"
            })
    void endsAGroupWhereTheStandardDoes(String type, String start, String segments, String groups) {
        assertThat(names(Hl7Groups.of(message(type, segments), start))).isEqualTo(groups);
    }

    @Test
    void groupsStandInGroups() {
        Hl7Message message = message("ORU^R01", "PID OBR OBX NTE OBX OBR OBX");

        List<Hl7Group> orders = Hl7Groups.of(message, "OBR");

        assertThat(names(Hl7Groups.of(orders.getFirst(), "OBX"))).isEqualTo("OBX NTE, OBX");
    }

    @Test
    void everyDetailOfEverySampleStartsOneGroup() {
        for (var sample : Hl7SamplesTest.readable()) {
            Hl7Message message = Hl7Message.parse(Samples.bytes(sample));
            for (String start : List.of("PID", "ORC", "OBR", "OBX", "SPM", "FT1", "DG1", "NK1", "RXA")) {
                assertThat(Hl7Groups.of(message, start))
                        .as("%s %s", sample, start)
                        .hasSameSizeAs(message.all(start, 0));
            }
        }
    }
}
