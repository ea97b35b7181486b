package io.sluice.format.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.Format;
import io.sluice.format.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class X12WriterTest {

    private static final String ISA =
            "{\"segment\":\"ISA\",\"5\":\"ZZ\",\"6\":\"US\",\"7\":\"01\",\"8\":\"THEM\",\"9\":\"260115\",\"10\":\"0830\",\"13\":42,\"15\":\"T\"}";
    private static final String GS =
            "{\"segment\":\"GS\",\"1\":\"PO\",\"2\":\"US\",\"3\":\"THEM\",\"4\":\"20260115\",\"5\":\"0830\",\"7\":\"X\",\"8\":\"005010\"}";

    private static String write(String... segments) {
        return written("[" + String.join(",", segments) + "]");
    }

    private static String written(String json) {
        return new String(
                Format.X12.fromTree(Json.read(json.getBytes(StandardCharsets.UTF_8))), StandardCharsets.UTF_8);
    }

    @Test
    void computesCountsAndControlNumbers() {
        var order =
                "{\"segment\":\"ST\",\"1\":\"850\"},{\"segment\":\"BEG\",\"1\":\"00\",\"2\":\"SA\",\"3\":\"PO-1\",\"5\":\"20260115\"},"
                        + "{\"segment\":\"PO1\",\"1\":1,\"2\":2.50,\"3\":\"EA\",\"4\":1E+3,\"6\":\"VN\",\"7\":\"A\"}";

        assertThat(write(ISA, GS, order, order, GS, order).replace("~", "~\n")).isEqualTo("""
                        ISA*00*          *00*          *ZZ*US             *01*THEM           *260115*0830*^*00501*000000042*0*T*:~
                        GS*PO*US*THEM*20260115*0830*1*X*005010~
                        ST*850*0001~
                        BEG*00*SA*PO-1**20260115~
                        PO1*1*2.5*EA*1000**VN*A~
                        SE*4*0001~
                        ST*850*0002~
                        BEG*00*SA*PO-1**20260115~
                        PO1*1*2.5*EA*1000**VN*A~
                        SE*4*0002~
                        GE*2*1~
                        GS*PO*US*THEM*20260115*0830*2*X*005010~
                        ST*850*0003~
                        BEG*00*SA*PO-1**20260115~
                        PO1*1*2.5*EA*1000**VN*A~
                        SE*4*0003~
                        GE*1*2~
                        IEA*2*000000042~
                        """);
    }

    @Test
    void writesCompositesAndRepetitions() {
        assertThat(write(
                        ISA,
                        GS,
                        "{\"segment\":\"ST\",\"1\":\"270\"}",
                        "{\"segment\":\"EQ\",\"1\":[\"30\",\"98\"],\"2\":{\"1\":\"HC\",\"2\":\"99213\",\"4\":\"\"}}"))
                .contains("~EQ*30^98*HC:99213~");
    }

    @Test
    void refusesDelimitersInDataUnlessOthersAreChosen() {
        var text = "{\"segment\":\"ST\",\"1\":\"850\"},{\"segment\":\"MSG\",\"1\":\"Care*of: ~ us\"}";

        assertThatThrownBy(() -> write(ISA, GS, text)).hasMessageContaining("format.x12-delimiter-in-data at MSG-1");
        assertThatThrownBy(() -> write(ISA, GS, text.replace("*of: ~", "\\n"))).hasMessageContaining("MSG-1");
        var other = ISA.replace("\"5\":", "\"16\":\">\",\"5\":");
        var tree = "{\"element\":\"|\",\"terminator\":\"\\n\",\"segments\":[" + other + "," + GS + "," + text + "]}";
        assertThat(written(tree))
                .contains("\nMSG|Care*of: ~ us\n")
                .startsWith("ISA|00|")
                .contains("|T|>\n");
    }

    @Test
    void refusesOtherShapes() {
        for (var wrong : List.of(
                "[]",
                "{}",
                "[1]",
                "[{\"segment\":\"GS\"}]",
                "[" + ISA.replace("42", "\"x\"") + "]",
                "[" + ISA.replace("\"15\":\"T\"", "\"14\":\"1\"") + "]",
                "[" + ISA + "," + ISA + "]",
                "[" + ISA + ",{\"segment\":\"BEG\",\"1\":\"outside of a set\"}]",
                "[" + ISA + "," + GS + ",{\"segment\":\"ST\",\"1\":true}]",
                "[" + ISA + "," + GS + ",{\"segment\":\"ST\",\"one\":\"850\"}]")) {
            assertThatThrownBy(() -> written(wrong)).as(wrong).hasMessageContaining("format.x12-tree-invalid");
        }
    }

    @Test
    void acceptedSamplesAreWrittenAsTheyWere() throws IOException {
        int same = 0;
        for (var name : X12Files.samples()) {
            var sample = X12Files.sample(name);
            if (X12Check.of(new ByteArrayInputStream(sample)).accepted()) {
                assertThat(Format.X12.fromTree(Format.X12.toTree(sample)))
                        .as(name)
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo(canonical(sample));
                same++;
            }
        }
        assertThat(same).isGreaterThan(25);
    }

    /** Without line breaks and without delimiters at the end of segments, which say nothing. */
    private static String canonical(byte[] sample) {
        return new String(sample, StandardCharsets.UTF_8)
                .replaceAll("[\r\n]", "")
                .replaceAll("\\*+~", "~");
    }

    @Test
    void aRecordIsWrittenWithItsEnds() {
        var record =
                "ISA*00*          *00*          *ZZ*US             *01*THEM           *260115*0830*^*00501*000000042*0*T*:~"
                        + "GS*HP*A*B*20260115*0830*9*X*005010X221A1~ST*835*1234~CLP*1*1*5*5**12*7~";

        assertThat(Format.X12.fromTree(Format.X12.toTree(X12Files.bytes(record))))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(record + "SE*3*1234~GE*1*9~IEA*1*000000042~");
    }
}
