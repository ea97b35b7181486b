package io.sluice.format.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class X12CheckTest {

    private static final LocalDateTime AT = LocalDateTime.of(2026, 1, 15, 8, 30);
    private static final String[] ORDER = {
        "BEG*00*SA*PO-1**20260115",
        "N1*ST*GENERAL HOSPITAL*92*H1",
        "PO1*1*2*EA*10.5**VN*A-1",
        "PO1*2*1*BX*3**VN*A-2",
        "CTT*2"
    };

    private static X12Report check(byte[] bytes) {
        try {
            return X12Check.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static X12Report check(String text) {
        return check(X12Files.bytes(text));
    }

    private static String order() {
        return new String(X12Files.interchange("PO", "005010", "850", ORDER), StandardCharsets.UTF_8);
    }

    private static String answer(X12Report report) {
        return X12Answer.to(report.interchanges().getFirst(), 5, AT)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).replace("~", "~\n"))
                .orElse("");
    }

    private static List<String> codes(String interchange) {
        return check(interchange).interchanges().getFirst().codes();
    }

    @Test
    void acceptsWhatIsInOrder() {
        var report = check(order());

        assertThat(report.accepted()).isTrue();
        assertThat(report.balanced()).isTrue();
        assertThat(report.sets()).singleElement().satisfies(set -> {
            assertThat(set.bySchema()).isTrue();
            assertThat(set.acknowledgement()).isEqualTo("A");
        });
        assertThat(answer(report)).isEqualTo("""
                ISA*00*          *00*          *ZZ*RECEIVER       *ZZ*SENDER         *260115*0830*^*00501*000000005*0*T*:~
                TA1*000000007*260115*0830*A*000~
                GS*FA*RCV*SND*20260115*0830*5*X*005010X231A1~
                ST*999*0001*005010X231A1~
                AK1*PO*7*005010~
                AK2*850*0001*005010~
                IK5*A~
                AK9*A*1*1*1~
                SE*6*0001~
                GE*1*5~
                IEA*1*000000005~
                """);
    }

    @Test
    void theAnswersAreInOrderThemselves() {
        for (var name : X12Files.samples()) {
            for (var interchange : check(X12Files.sample(name)).interchanges()) {
                X12Answer.to(interchange, 5, AT)
                        .ifPresent(answer -> assertThat(check(answer).accepted())
                                .as(name + "\n" + new String(answer, StandardCharsets.UTF_8) + check(answer))
                                .isTrue());
            }
        }
    }

    @Test
    void notesWhatLeavesTheMeaningWholeAndRejectsWhatDoesNot() {
        var tooLong = check(order().replace("GENERAL HOSPITAL", "G".repeat(61)));
        assertThat(tooLong.accepted()).isTrue();
        assertThat(answer(tooLong)).contains("IK3*N1*3*N1*8~\nIK4*2*93*5~\nIK5*E*5~\nAK9*E*1*1*1~");

        var missing = check(order().replace("BEG*00*SA*PO-1**", "BEG*00*SA***"));
        assertThat(missing.accepted()).isFalse();
        assertThat(answer(missing)).contains("IK3*BEG*2**8~\nIK4*3*324*1~\nIK5*R*5~\nAK9*R*1*1*0~");
    }

    @Test
    void namesSegmentsThatAreMissingUnknownOrOutOfPlace() {
        assertThat(answer(
                        check(order().replace("BEG*00*SA*PO-1**20260115~\n", "").replace("SE*7", "SE*6"))))
                .contains("IK3*BEG*2**3~\nIK5*R*5~");
        assertThat(answer(check(order().replace("N1*ST", "XX1*A~N1*ST").replace("SE*7", "SE*8"))))
                .contains("IK3*XX1*3**6~\nIK5*R*5~");
        assertThat(answer(check(order().replace("N1*ST", "*A~N1*ST").replace("SE*7", "SE*8"))))
                .contains("IK3*ZZZ*3**1~\nIK5*R*5~");
        assertThat(answer(check(order().replace("CTT*2~", "CTT*2~\nCUR*BY*USD~").replace("SE*7", "SE*8"))))
                .contains("IK3*CUR*7*CTT*2~\nIK5*R*5~");
        var composite = check(X12Files.sample("imsweb-x12_bad_valid_code.txt"));
        assertThat(answer(composite))
                .contains("IK3*NM1*16*2010AA*I7~")
                .contains("IK4*1:2*1271*1~")
                .contains("IK5*R*4*5*I5~");
    }

    @Test
    void checksCountsAndControlNumbersOfSetsAndGroups() {
        assertThat(answer(check(order().replace("SE*7*", "SE*9*")))).contains("IK5*R*4~\nAK9*R*1*1*0~");
        assertThat(answer(check(order().replace("SE*7*0001", "SE*7*0002")))).contains("IK5*R*3~");
        assertThat(answer(check(order().replace("SE*7*0001~", "")))).contains("IK5*R*2~");
        assertThat(answer(check(order().replace("ST*850", "ST*85")))).contains("IK5*R*6~");
        assertThat(answer(check(order().replace("GE*1*7", "GE*2*7")))).contains("IK5*A~\nAK9*R*2*1*1*5~");
        assertThat(answer(check(order().replace("GE*1*7", "GE*1*8")))).contains("AK9*R*1*1*1*4~");
        assertThat(answer(check(order().replace("GE*1*7~", "")))).contains("AK9*R*1*1*1*3~");
        var second = order().substring(order().indexOf("ST*850"), order().indexOf("GE*1"));
        assertThat(answer(check(order().replace("GE*1*7", second + "GE*2*7"))))
                .contains("IK5*A~\nAK2*850*0001*005010~\nIK5*R*23~\nAK9*P*2*2*1~");
    }

    @Test
    void answersABrokenInterchangeWithATa1Only() {
        assertThat(answer(check(order().replace("IEA*1*000000007", "IEA*1*000000008"))))
                .isEqualTo("""
                ISA*00*          *00*          *ZZ*RECEIVER       *ZZ*SENDER         *260115*0830*^*00501*000000005*0*T*:~
                TA1*000000007*260115*0830*R*001~
                IEA*0*000000005~
                """);
        assertThat(codes(order().replace("IEA*1*", "IEA*2*"))).containsExactly("021");
        assertThat(codes(order().replace("IEA*1*000000007~", ""))).containsExactly("023");
        assertThat(codes(order().substring(0, order().indexOf("PO1*2") + 7)))
                .as("cut in a segment")
                .containsExactly("023");
        assertThat(codes(order().replace("GS*PO", "ST*850*0001~GS*PO"))).containsExactly("024");
        assertThat(codes(order().replace("*260115*0830*^", "*261315*0860*^"))).containsExactly("014", "015");
        assertThat(codes(order().replace("*ZZ*SENDER ", "*99*SENDER "))).containsExactly("005");
        assertThat(codes(order().replace("000000007*1*T", "00000000X*1*X")
                        .replace("IEA*1*000000007", "IEA*1*00000000X")))
                .containsExactly("018", "020");
        assertThat(answer(check(order().replace("*260115*0830*^", "*261315*0830*^"))))
                .as("accepted, with a note")
                .contains("TA1*000000007*261315*0830*E*014~")
                .contains("AK9*A*1*1*1~");
    }

    @Test
    void oneBrokenInterchangeChangesNothingForTheNext() {
        var report = check(order().replace("IEA*1*000000007~", "") + order() + "\r\n" + order());

        assertThat(report.interchanges())
                .extracting(X12InterchangeReport::acknowledgement)
                .containsExactly("R", "A", "A");
        assertThat(report.broken()).isEmpty();
        var tail = check(order() + "and more");
        assertThat(tail.interchanges()).hasSize(1);
        assertThat(tail.broken())
                .hasValueSatisfying(p -> assertThat(p.problem().code()).isEqualTo("format.x12-no-isa"));
        assertThat(tail.accepted()).isFalse();
    }

    @Test
    void setsWithoutSchemaAreCheckedForTheirForm() {
        var other = new String(
                X12Files.interchange("RA", "005010", "820", "BPR*C*150000*C*ACH", "-bad-*1", "TRN*3*1"),
                StandardCharsets.UTF_8);

        var set = check(other).sets().findFirst().orElseThrow();

        assertThat(set.bySchema()).isFalse();
        assertThat(set.findings()).extracting(X12Finding::toString).containsExactly("ZZZ at 3: SEGMENT_UNKNOWN");
        assertThat(check(other.replace("-bad-", "REF")).accepted()).isTrue();
    }

    @Test
    void tellsWhetherMoneyAddsUp() {
        var payment =
                new String(X12Files.sample("managed-care.835"), StandardCharsets.UTF_8).replace("20002316", "20020316");
        assertThat(check(payment)).satisfies(report -> {
            assertThat(report.accepted()).isTrue();
            assertThat(report.balanced()).isTrue();
        });
        assertThat(check(payment.replace("BPR*I*945.00", "BPR*I*945.01")).balanced())
                .as("payment")
                .isFalse();
        assertThat(check(payment.replace("CAS*PR*1*600.00", "CAS*PR*1*599.00")).balanced())
                .as("a claim")
                .isFalse();
        assertThat(check(order().replace("CTT*2", "CTT*3")).balanced())
                .as("lines")
                .isFalse();
    }

    @Test
    void readsAnswers() {
        var rejected = X12Reply.read(X12Message.parse(X12Files.sample("imsweb-x12_999_rejected.txt")));
        assertThat(rejected.groups()).singleElement().satisfies(group -> {
            assertThat(group.control()).isEqualTo("28");
            assertThat(group.code()).isEqualTo("R");
            assertThat(group.accepted()).isEqualTo("0");
            assertThat(group.sets()).singleElement().satisfies(set -> {
                assertThat(set.code()).isEqualTo("R");
                assertThat(set.codes()).containsExactly("5");
                assertThat(set.errors()).containsExactly(new X12Reply.Error("NM", "17", "", "", "1"));
            });
        });
        var own = X12Answer.to(
                check(X12Files.sample("imsweb-x12_missing_elements.txt"))
                        .interchanges()
                        .getFirst(),
                5,
                AT);
        var read = X12Reply.read(X12Message.parse(own.orElseThrow()));
        assertThat(read.interchanges()).containsExactly(new X12Reply.Interchange("000000905", "A", "000"));
        assertThat(read.groups().getFirst().sets().getFirst().errors())
                .startsWith(
                        new X12Reply.Error("NM1", "5", "1000", "", "8"),
                        new X12Reply.Error("NM1", "5", "1000", "2", "1"));
        assertThat(Optional.of(read.groups().getFirst().code())).contains("R");
    }
}
