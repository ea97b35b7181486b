package io.sluice.format.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.Format;
import io.sluice.format.Place;
import io.sluice.format.records.ControlVerdict;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.Reading;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordRole;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;

class X12LayoutTest {

    private static final Place CLAIM = Format.X12.place("CLM-1");
    private static final Place PAID = Format.X12.place("CLP-1");

    private static List<FileRecord> records(X12Layout layout, byte[] file) throws IOException {
        return all(layout.read(new ByteArrayInputStream(file)));
    }

    private static List<FileRecord> all(RecordReader reader) throws IOException {
        try (reader) {
            var records = new ArrayList<FileRecord>();
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                records.add(next.get());
            }
            return records;
        }
    }

    private static List<FileRecord> details(List<FileRecord> records) {
        return records.stream()
                .filter(record -> record.role() == RecordRole.DETAIL)
                .toList();
    }

    @Test
    void aSetIsARecordWithItsExactBytes() throws IOException {
        var file = X12Files.sample("homeowners.837");
        var text = new String(file, StandardCharsets.UTF_8);

        var records = records(X12Layout.SETS, file);

        assertThat(records)
                .extracting(FileRecord::role)
                .containsExactly(
                        RecordRole.HEADER,
                        RecordRole.HEADER,
                        RecordRole.DETAIL,
                        RecordRole.TRAILER,
                        RecordRole.TRAILER);
        var set = records.get(2);
        assertThat(set.problem()).isEmpty();
        assertThat(new String(set.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        text.substring(text.indexOf("ST*"), text.indexOf("GE*")).stripTrailing());
        assertThat(set.offset()).isEqualTo(text.indexOf("ST*"));
        assertThat(set.content().type()).isEqualTo("837");
        assertThat(set.content().controlId()).startsWith("000000907-1-");
        assertThat(X12Layout.SETS
                        .parser(set.context())
                        .parse(RecordRole.DETAIL, set.bytes())
                        .tree())
                .as("the same, long after")
                .isEqualTo(set.content().tree());
    }

    @Test
    void aClaimIsARecordUnderWhatItStandsUnder() throws IOException {
        var records = details(records(X12Layout.CLAIMS, X12Files.sample("two-claims-single-provider.837i")));

        assertThat(records)
                .extracting(record -> CLAIM.in(record.content()).orElseThrow())
                .containsExactly("756048Q", "756049Q");
        assertThat(records)
                .allSatisfy(record -> assertThat(new String(record.bytes(), StandardCharsets.UTF_8))
                        .startsWith("CLM*"));
        assertThat(records)
                .extracting(record ->
                        Format.X12.place("NM1[1=IL]-3").in(record.content()).orElseThrow())
                .containsExactly("DOE", "SMITH");
        assertThat(records)
                .extracting(record ->
                        Format.X12.place("NM1[1=85]-9").in(record.content()).orElseThrow())
                .containsOnly("1234567890");
        assertThat(new String(records.getLast().context(), StandardCharsets.UTF_8))
                .doesNotContain("DOE*JON");
    }

    @Test
    void aPaidClaimIsARecordAndWhatFollowsTheLastIsATrailer() throws IOException {
        var text = new String(X12Files.sample("managed-care.835"), StandardCharsets.UTF_8)
                .replace("SE*26", "PLB*1*20021231*WO:1*5.00~\nSE*27")
                .replace("I*945.00", "I*940.00");

        var records = records(X12Layout.CLAIMS, X12Files.bytes(text));

        assertThat(details(records))
                .extracting(record -> PAID.in(record.content()).orElseThrow())
                .containsExactly("5554555444", "8765432112");
        assertThat(details(records))
                .extracting(r -> Format.X12.place("TRN-2").in(r.content()).orElseThrow())
                .containsOnly("7170066655");
        var trailer = records.stream()
                .filter(r -> r.role() == RecordRole.TRAILER)
                .findFirst()
                .orElseThrow();
        assertThat(new String(trailer.bytes(), StandardCharsets.UTF_8))
                .startsWith("PLB*1")
                .contains("SE*27");
    }

    @Test
    void anyLoopCanBeTheDetail() throws IOException {
        var members = X12Layout.of("INS").orElseThrow();

        assertThat(details(records(members, X12Files.sample("add-dependent.834"))))
                .singleElement()
                .satisfies(member -> {
                    assertThat(Format.X12.place("BGN-2").in(member.content())).contains("12456");
                    assertThat(Format.X12.place("INS-2").in(member.content())).contains("19");
                });
        assertThat(X12Layout.of("Claim")).isEmpty();
        assertThat(X12Layout.of("set")).contains(X12Layout.SETS);
        assertThat(Reading.layout("{format: x12, records: {detail: claim}}")).isSameAs(X12Layout.CLAIMS);
        assertThatThrownBy(() -> Reading.layout("{format: x12, records: {detail: claims}}"))
                .hasMessageContaining("format.layout-invalid at records.detail");
    }

    @Test
    void aSetWithErrorsIsARecordWithAProblemAndTheFileGoesOn() throws IOException {
        var good = new String(X12Files.sample("homeowners.837"), StandardCharsets.UTF_8);
        var bad = good.replace("CLM*", "CLMX*");

        var records = details(records(X12Layout.SETS, X12Files.bytes(bad + good)));

        assertThat(records.getFirst().problem())
                .hasValueSatisfying(p -> assertThat(p.problem().code()).isEqualTo("format.x12-set-rejected"));
        assertThat(records.getLast().problem()).isEmpty();
    }

    @Test
    void claimsOfASetThatTheCheckRejectsHaveAProblem() throws IOException {
        var file = X12Files.sample("imsweb-x12_missing_elements.txt");
        var report = X12Check.of(new ByteArrayInputStream(file));

        assertThat(details(all(X12Layout.CLAIMS.read(new ByteArrayInputStream(file), report))))
                .hasSize(2)
                .noneMatch(record -> record.problem().isEmpty());
        assertThat(details(records(X12Layout.CLAIMS, file)))
                .hasSize(2)
                .allMatch(record -> record.problem().isEmpty());
    }

    @Test
    void aFileThatEndsTooEarlyOrIsOutOfOrderIsAProblemOfTheFile() {
        var text = new String(X12Files.sample("managed-care.835"), StandardCharsets.UTF_8);
        for (var broken : List.of(
                text.replaceAll("IEA.*~", ""),
                text.substring(0, 400),
                text.replaceAll("GE\\*1\\*1~", ""),
                text.replace("SE*26*112233", "SE*26*112234"),
                text.replace("*000000907~", "*000000908~"))) {
            assertThatThrownBy(() -> records(X12Layout.CLAIMS, X12Files.bytes(broken)))
                    .hasMessageContaining("format.x12-envelope");
        }
    }

    @Test
    void statedCountsAndMoneyAreVerdicts() throws IOException {
        var text = new String(X12Files.sample("managed-care.835"), StandardCharsets.UTF_8);
        assertThat(verdicts(text)).hasSize(3).allMatch(ControlVerdict::holds);
        assertThat(verdicts(
                        text.replace("SE*26", "SE*25").replace("GE*1*", "GE*3*").replace("945.00", "945.10")))
                .filteredOn(verdict -> !verdict.holds())
                .extracting(ControlVerdict::name)
                .containsExactly("SE-1 of set 1", "BPR-2 of set 1", "GE-1 of group 1");
    }

    private static List<ControlVerdict> verdicts(String text) throws IOException {
        var reader = X12Layout.CLAIMS.read(new ByteArrayInputStream(X12Files.bytes(text)));
        all(reader);
        return reader.verdicts();
    }

    @Test
    void resumesBehindARecord() throws IOException {
        var file = X12Files.sample("imsweb-x12_many_claims.txt");
        var all = records(X12Layout.CLAIMS, file);
        var reader = X12Layout.CLAIMS.read(new ByteArrayInputStream(file));

        assertThat(reader.skip(all.get(100).ordinal())).isEqualTo(101);
        var next = reader.next().orElseThrow();

        assertThat(next.ordinal()).isEqualTo(102);
        assertThat(next.bytes()).isEqualTo(all.get(101).bytes());
        assertThat(next.context()).isEqualTo(all.get(101).context());
        assertThat(reader.skip(1_000_000)).isEqualTo(all.size() - 102);
    }

    @Test
    void everySampleIsReadAsSetsAndAsClaims() throws IOException {
        int claims = 0;
        for (var name : X12Files.samples()) {
            if (X12Check.of(new ByteArrayInputStream(X12Files.sample(name))).accepted()) {
                assertThat(details(records(X12Layout.SETS, X12Files.sample(name))))
                        .as(name)
                        .isNotEmpty()
                        .allMatch(record -> record.problem().isEmpty());
                claims += details(records(X12Layout.CLAIMS, X12Files.sample(name)))
                        .size();
            }
        }
        assertThat(claims).isGreaterThan(30);
    }

    @Test
    void aSetOfAnySizeIsReadInBoundedMemory() throws IOException {
        long claims = 400_000;
        long bytes = 0;
        long count = 0;
        try (var reader = X12Layout.CLAIMS.read(payment(claims))) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                if (next.get().role() == RecordRole.DETAIL) {
                    count++;
                    bytes = Math.max(
                            bytes, next.get().context().length + next.get().bytes().length);
                }
            }
            assertThat(reader.verdicts()).allMatch(ControlVerdict::holds);
        }
        assertThat(count).isEqualTo(claims);
        assertThat(bytes).as("bytes of the largest record with its context").isLessThan(1000);
    }

    /** A payment of so many claims, 1.00 each, made while it is read. */
    private static InputStream payment(long claims) {
        var head =
                "ISA*00*          *00*          *ZZ*PAYER          *ZZ*HOSPITAL       *260115*0830*^*00501*000000007*0*T*:~"
                        + "GS*HP*P*H*20260115*0830*7*X*005010X221A1~ST*835*0001~BPR*I*" + claims
                        + "*C*CHK************20260115~"
                        + "TRN*1*1*1234567890~N1*PR*PAYER~N1*PE*HOSPITAL*XX*1~LX*1~";
        var tail = "SE*" + (claims * 2 + 7) + "*0001~GE*1*7~IEA*1*000000007~";
        return new SequenceInputStream(new Enumeration<InputStream>() {
            private long next = -1;

            @Override
            public boolean hasMoreElements() {
                return next <= claims / 1000;
            }

            @Override
            public InputStream nextElement() {
                next++;
                if (next == 0) {
                    return new ByteArrayInputStream(X12Files.bytes(head));
                }
                if (next > claims / 1000) {
                    return new ByteArrayInputStream(X12Files.bytes(tail));
                }
                var block = new ByteArrayOutputStream();
                for (int i = 0; i < 1000; i++) {
                    block.writeBytes(X12Files.bytes("CLP*" + next + "-" + i + "*1*1*1**12*7~NM1*QC*1*DOE*J****MI*1~"));
                }
                return new ByteArrayInputStream(block.toByteArray());
            }
        });
    }
}
