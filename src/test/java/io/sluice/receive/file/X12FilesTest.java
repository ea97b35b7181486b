package io.sluice.receive.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.format.x12.X12Check;
import io.sluice.format.x12.X12InterchangeReport;
import io.sluice.format.x12.X12Message;
import io.sluice.format.x12.X12Reply;
import io.sluice.format.x12.X12Report;
import io.sluice.ledger.RunResult.End;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * X12 as partners drop it on a real SFTP server: every file is accounted for, and answered by the right TA1 and 999.
 */
class X12FilesTest {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final Path SAMPLES = Path.of("src/test/resources/samples/x12");
    private static final String X12 = "format: x12\nfields: {control: ST-2}\norderBy: [control]\n";

    private static final String ISA =
            "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260115*0830*^*00501*000000007*%s*T*:~";
    private static final String GS = "GS*PO*SND*RCV*20260115*0830*7*X*005010~";
    private static final String ORDER =
            "ST*850*0001~BEG*00*SA*PO-1**20260115~N1*SE*SUPPLIER*92*S1~PO1*1*5*EA*2.50**VN*V1~CTT*1~";

    @AutoClose
    private final FileWorld world;

    X12FilesTest(@TempDir Path folder) {
        world = new FileWorld(folder);
    }

    private void taken() {
        world.node(world.catalog("{by: temporary-suffix}", X12), run -> new End.Routed(), ledger -> ledger);
    }

    private JsonNode settled(String file) {
        // The reason beside a file in quarantine is written last; a receipt that is written again is away for a moment.
        return await().atMost(SOON)
                .until(
                        () -> world.receipt(file),
                        receipt -> receipt.path("settled").asBoolean()
                                || receipt.path("state").asText().equals("QUARANTINED")
                                        && world.names("quarantine").contains(file + ".reason.json"));
    }

    /** What lies beside the receipt; empty when nothing does. */
    private String answers(String file) {
        return world.names("receipts").stream()
                .filter(name -> name.startsWith(file + ".") && name.endsWith(".999"))
                .map(name -> text(world.at("receipts/" + name)))
                .reduce("", String::concat);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code TA1 R 001} and {@code 999 R}, in their order. */
    private static List<String> codes(String answers) {
        List<String> codes = new ArrayList<>();
        for (String one : answers.split("(?=ISA\\*)")) {
            if (!one.isBlank()) {
                X12Reply reply = X12Reply.read(X12Message.parse(one.getBytes(StandardCharsets.ISO_8859_1)));
                reply.interchanges().forEach(ta1 -> codes.add("TA1 " + ta1.code() + " " + ta1.note()));
                reply.groups().forEach(group -> codes.add("999 " + group.code()));
            }
        }
        return codes;
    }

    /** By the check alone, without file path and writer. @param applied what is good of the file was taken */
    private static List<String> expected(X12Report report, boolean applied) {
        List<String> codes = new ArrayList<>();
        for (X12InterchangeReport interchange : report.interchanges()) {
            boolean asked = interchange.isa().element(14).equals("1");
            if (asked || !interchange.acknowledgement().equals("A")) {
                codes.add("TA1 " + interchange.acknowledgement() + " " + interchange.note());
            }
            if (!interchange.rejected()) {
                interchange.groups().stream()
                        .filter(group -> !group.functional().equals("FA"))
                        .map(group -> applied ? group.acknowledgement() : "R")
                        .forEach(code -> codes.add("999 " + code));
            }
        }
        return codes;
    }

    @Test
    void everySampleIsAccountedForAndAnsweredAsTheCheckSays() throws IOException {
        Map<String, X12Report> reports = new TreeMap<>();
        try (var files = Files.list(SAMPLES)) {
            for (Path sample : files.sorted().toList()) {
                byte[] bytes = Files.readAllBytes(sample);
                String name = sample.getFileName().toString();
                reports.put(name, X12Check.of(new ByteArrayInputStream(bytes)));
                world.drop(name, new String(bytes, StandardCharsets.UTF_8));
            }
        }
        taken();

        Map<String, Integer> table = new TreeMap<>();
        reports.forEach((name, report) -> {
            JsonNode receipt = settled(name);
            Map<String, Long> outcomes = new TreeMap<>();
            receipt.path("outcomes")
                    .properties()
                    .forEach(e -> outcomes.put(e.getKey(), e.getValue().asLong()));
            long sum = outcomes.values().stream().mapToLong(Long::longValue).sum();
            String state = receipt.path("state").asText();
            String code = receipt.path("code").asText("");
            table.merge(state + " " + outcomes.keySet() + " " + code, 1, Integer::sum);
            System.out.printf("%-72s %-12s %-32s %-28s %s%n", name, state, outcomes, code, codes(answers(name)));

            if (state.equals("ARCHIVED")) {
                assertThat(receipt.path("balanced").asBoolean()).as(name).isTrue();
                assertThat(sum).as(name).isEqualTo(receipt.path("records").asLong());
                assertThat(outcomes.getOrDefault("REJECTED", 0L) > 0)
                        .as(name + ": a set is refused where, and only where, the check refuses one")
                        .isEqualTo(!report.accepted());
                assertThat(world.names("archive")).as(name).contains(name);
            } else {
                assertThat(code).as(name + ": refused with a reason").isNotEmpty();
                assertThat(sum).as(name + ": nothing of it is applied").isZero();
                assertThat(report.accepted() && report.balanced()).as(name).isFalse();
                await().atMost(SOON)
                        .untilAsserted(() ->
                                assertThat(world.names("quarantine")).as(name).contains(name, name + ".reason.json"));
            }
            boolean lie = state.equals("QUARANTINED") && report.accepted();
            assertThat(codes(answers(name)))
                    .as(name)
                    .isEqualTo(lie ? List.of() : expected(report, state.equals("ARCHIVED")));
        });
        System.out.println(reports.size() + " files: " + table);
        assertThat(reports).hasSize(56);
        assertThat(world.names("inbound/items")).isEmpty();
        assertThat(world.names("archive").size() + world.names("quarantine").size() / 2)
                .isEqualTo(56);
        assertThat(table.keySet())
                .as("both ways are taken")
                .anyMatch(row -> row.contains("COMPLETED"))
                .anyMatch(row -> row.contains("REJECTED"));
    }

    @Test
    void malformedInterchangesGetTheAnswersOfTheStandard() {
        drop("good", "1", GS + ORDER + "SE*6*0001~GE*1*7~", "IEA*1*000000007~");
        drop("unasked", "0", GS + ORDER + "SE*6*0001~GE*1*7~", "IEA*1*000000007~");
        drop("other-number", "0", GS + ORDER + "SE*6*0001~GE*1*7~", "IEA*1*000000008~");
        drop("other-groups", "0", GS + ORDER + "SE*6*0001~GE*1*7~", "IEA*2*000000007~");
        drop("other-sets", "0", GS + ORDER + "SE*6*0001~GE*2*7~", "IEA*1*000000007~");
        drop("other-segments", "0", GS + ORDER + "SE*7*0001~GE*1*7~", "IEA*1*000000007~");
        drop("no-order-date", "0", GS + ORDER.replace("**20260115~", "~") + "SE*6*0001~GE*1*7~", "IEA*1*000000007~");
        drop("cut", "0", GS + ORDER, "");
        taken();

        assertThat(answered("good", "ARCHIVED")).containsExactly("TA1 A 000", "999 A");
        assertThat(answered("unasked", "ARCHIVED")).containsExactly("999 A");
        assertThat(answered("other-number", null)).as("TA105 001").containsExactly("TA1 R 001");
        assertThat(answered("other-groups", null)).as("TA105 021").contains("TA1 R 021");
        assertThat(answered("other-sets", null))
                .as("AK905 5: sets are not as many as stated")
                .containsExactly("999 R");
        assertThat(answers("other-sets.edi"))
                .as("nothing is taken, so no set is said to be")
                .contains("AK9*R*2*1*0*5")
                .doesNotContain("IK5*A");
        assertThat(answered("other-segments", "QUARANTINED")).as("IK502 4").containsExactly("999 R");
        assertThat(answers("other-segments.edi")).contains("IK5*R*4");
        assertThat(answered("no-order-date", "ARCHIVED"))
                .as("IK403 1: a mandatory element is missing")
                .containsExactly("999 R");
        assertThat(answers("no-order-date.edi"))
                .contains("IK3*BEG*2")
                .contains("IK4*5")
                .contains("IK5*R*5");
        assertThat(settled("cut.edi").path("state").asText()).isEqualTo("QUARANTINED");
        assertThat(settled("cut.edi").path("code").asText()).isNotEmpty();
        assertThat(settled("good.edi").at("/outcomes/COMPLETED").asInt()).isEqualTo(1);
        assertThat(settled("no-order-date.edi").at("/outcomes/REJECTED").asInt())
                .isEqualTo(1);
    }

    private List<String> answered(String name, String state) {
        JsonNode receipt = settled(name + ".edi");
        if (state != null) {
            assertThat(receipt.path("state").asText()).as(name).isEqualTo(state);
        }
        return codes(answers(name + ".edi"));
    }

    private void drop(String name, String asked, String groups, String end) {
        world.drop(name + ".edi", ISA.formatted(asked) + groups + end + "\n");
    }
}
