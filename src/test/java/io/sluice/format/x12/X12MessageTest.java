package io.sluice.format.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.Format;
import io.sluice.format.FormatProblem;
import io.sluice.format.json.Json;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class X12MessageTest {

    private static final X12Message CLAIM = X12Message.parse(X12Files.sample("demo.autoaccident.837"));

    @Test
    void readsPlacesOfSegmentsElementsAndComponents() {
        assertThat(CLAIM.field("CLM-1")).contains("900000032");
        assertThat(CLAIM.field("CLM-5")).contains("11:B:1");
        assertThat(CLAIM.field("CLM-5-3")).contains("1");
        assertThat(CLAIM.field("CLM-2-1")).as("its own first component").contains("185.00");
        assertThat(CLAIM.field("NM1[1=PR]-9")).contains("999888777");
        assertThat(CLAIM.field("NM1[2]-3")).contains("HEISMAN INSURANCE COMPANY");
        assertThat(CLAIM.field("HI[1.1=BK]-1-2")).contains("8540");
        assertThat(CLAIM.field("ISA-6")).as("without the padding").contains("000000005");
        assertThat(CLAIM.field("ISA-16")).contains(":");
        assertThat(CLAIM.field("CLM-4")).as("empty").isEmpty();
        assertThat(CLAIM.field("CLM-40")).as("absent").isEmpty();
        assertThat(CLAIM.field("XYZ-1")).isEmpty();
        assertThat(CLAIM.type()).isEqualTo("837");
        assertThat(CLAIM.version()).isEqualTo("005010X222A2");
        assertThat(CLAIM.controlId()).isEqualTo("000000907-1-0021");
    }

    @Test
    void readsRepetitions() {
        var coverage = X12Message.parse(X12Files.sample("subscriber-health-benefit-check.271"));

        assertThat(coverage.field("EB[3]-3")).contains("1^33^35^47^86^88^98^AL^MH^UC");
        assertThat(coverage.field("EB[3]-3[2]")).contains("33");
        assertThat(coverage.tree().all(X12Path.of("EB[3]-3"))).hasSize(10).startsWith("1", "33");
    }

    @Test
    void namesTheColumnOfAWrongPath() {
        for (var wrong :
                List.of("", "B", "BEG3", "BEG-", "BEG-3[", "N1[0]-1", "N1[1=]-2", "beg-3", "BEG-3-1-1", "BEGX-1")) {
            assertThatThrownBy(() -> X12Path.of(wrong)).as(wrong).isInstanceOfSatisfying(ProblemException.class, e -> {
                assertThat(e.problem()).isEqualTo(FormatProblem.PATH_INVALID);
                assertThat(e.where()).startsWith("column ");
            });
        }
        assertThatThrownBy(() -> Format.X12.place("3")).as("relative").isInstanceOf(ProblemException.class);
    }

    @Test
    void isShownAsMapsAndLists() {
        var tree = X12Message.parse(X12Files.interchange("HS", "005010X279A1", "270", "EQ*30^98*HC:99213**X"))
                .tree();

        assertThat(Json.write(tree.get("EQ")))
                .asString()
                .isEqualTo(
                        "[{\"segment\":\"EQ\",\"1\":[\"30\",\"98\"],\"2\":{\"1\":\"HC\",\"2\":\"99213\"},\"3\":\"\",\"4\":\"X\"}]");
        assertThat(tree.keySet()).containsExactly("ISA", "GS", "ST", "EQ", "SE", "GE", "IEA");
    }

    @Test
    void aClaimCarriesTheLevelsThatItStandsUnder() {
        var claims = X12Message.parse(X12Files.sample("two-claims-single-provider.837i"))
                .tree()
                .groups("CLM");

        assertThat(claims).hasSize(2);
        assertThat(claims)
                .extracting(claim -> claim.lookup(X12Path.of("CLM-1")))
                .containsExactly("756048Q", "756049Q");
        assertThat(claims)
                .extracting(claim -> claim.lookup(X12Path.of("NM1[1=85]-3")))
                .containsOnly("JONES HOSPITAL");
        assertThat(claims)
                .extracting(claim -> claim.lookup(X12Path.of("NM1[1=IL]-3")))
                .containsExactly("DOE", "SMITH");
        assertThat(claims.getLast().groups("LX")).hasSize(1);
        assertThat(claims.getFirst().groups("LX"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.keySet()).containsExactly("LX", "SV2", "DTP"));
    }

    @Test
    void anItemOfAShipmentCarriesItsOrder() {
        var notice = X12Message.parse(X12Files.interchange(
                "SH",
                "005010",
                "856",
                "BSN*00*S1*20260115*0830",
                "HL*1**S",
                "HL*2*1*O",
                "PRF*PO1",
                "HL*3*2*I",
                "LIN**VN*A",
                "SN1**5*EA",
                "HL*4*2*I",
                "LIN**VN*B",
                "SN1**6*EA",
                "HL*5*1*O",
                "PRF*PO2",
                "HL*6*5*I",
                "LIN**VN*C",
                "SN1**7*EA"));

        assertThat(notice.tree().groups("LIN"))
                .extracting(item -> item.lookup(X12Path.of("PRF-1")) + " " + item.lookup(X12Path.of("LIN-3")))
                .containsExactly("PO1 A", "PO1 B", "PO2 C");
    }

    @Test
    void readsWhatRealFilesDo() {
        assertThat(X12Message.parse(X12Files.sample("imsweb-x12_valid_different_separators.txt"))
                        .field("CLM-5-2"))
                .contains("B");
        assertThat(X12Message.parse(X12Files.sample("workers-compensation.837")).field("NM1[1=IL]-3"))
                .as("UTF-8, though X12 names no charset")
                .hasValueSatisfying(name -> assertThat(name).contains("\u2019"));
        var mark = ("\uFEFF" + new String(CLAIM.bytes(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        assertThat(X12Message.parse(mark).field("CLM-1")).contains("900000032");
    }

    @Test
    void refusesWhatBeginsWithNoIsaOrHasUnusableDelimiters() {
        assertThatThrownBy(() -> X12Message.parse(X12Files.sample("imsweb-x12_no_isa_line.txt")))
                .hasMessageContaining("format.x12-no-isa");
        assertThatThrownBy(() -> X12Message.parse(new byte[0])).hasMessageContaining("format.x12-no-isa");
        var same = new String(CLAIM.bytes(), StandardCharsets.UTF_8).replaceFirst("T\\*:~", "T*~~");
        assertThatThrownBy(() -> X12Message.parse(X12Files.bytes(same)))
                .hasMessageContaining("format.x12-no-delimiters");
    }

    @Test
    void twoMessagesAreTheSameButForPlaces() {
        var text = new String(CLAIM.bytes(), StandardCharsets.UTF_8);
        var later =
                X12Message.parse(X12Files.bytes(text.replace("*1147*", "*1148*").replace("\n", "\r\n")));
        var other = X12Message.parse(X12Files.bytes(text.replace("185.00***11:B:1", "185.00***11:B:7")));
        var times = List.of(Format.X12.place("ISA-10"), Format.X12.place("GS-5"));

        assertThat(later.digest(List.of())).isNotEqualTo(CLAIM.digest(List.of()));
        assertThat(later.digest(times)).isEqualTo(CLAIM.digest(times));
        assertThat(other.digest(times)).isNotEqualTo(CLAIM.digest(times));
        var third = List.of(Format.X12.place("CLM-5-3"));
        assertThat(other.digest(third)).isEqualTo(CLAIM.digest(third));
        var second = List.of(Format.X12.place("CLM-5-2"));
        assertThat(other.digest(second)).isNotEqualTo(CLAIM.digest(second));
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
        var text = new String(CLAIM.bytes(), StandardCharsets.ISO_8859_1).substring(0, 107)
                + new String(bytes, StandardCharsets.ISO_8859_1);
        try {
            var message = X12Message.parse(text.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(message.segments()).isNotEmpty();
            assertThat(Json.write(message.tree())).isNotEmpty();
            assertThat(Optional.of(message.field("CLM-1"))).isPresent();
        } catch (ProblemException refused) {
            assertThat(refused.problem()).isInstanceOf(FormatProblem.class);
        }
    }
}
