package io.sluice.format.hl7;

import static io.sluice.format.records.Reading.bytes;
import static io.sluice.format.records.Reading.layout;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.format.Format;
import io.sluice.format.records.ControlTotals;
import io.sluice.format.records.ControlVerdict;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.Reading;
import io.sluice.format.records.RecordLayout;
import io.sluice.format.records.RecordReader;
import io.sluice.message.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Hl7BatchLayoutTest {

    private static final RecordLayout LAYOUT = layout("{format: hl7v2}");

    /** F and f are FHS and FTS, B and b BHS and BTS, M a message; a digit is the count of its trailer. */
    private static String file(String pattern) {
        StringBuilder file = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            switch (c) {
                case 'F' -> file.append("FHS|^~\\&|APP|HOSP\r");
                case 'B' -> file.append("BHS|^~\\&|APP|HOSP||||||||17\r");
                case 'M' -> file.append("MSH|^~\\&|APP|HOSP|||||ADT^A08|1|P|2.5\rPID|1||4711\r");
                case 'b' -> file.append("BTS\r");
                case 'f' -> file.append("FTS\r");
                default -> file.insert(file.length() - 1, "|" + c);
            }
        }
        return file.toString();
    }

    /** The names of the records, then the verdicts as {@code field expected/found}, then why the file ended. */
    private static String read(String text) {
        List<String> seen = new ArrayList<>();
        try (RecordReader reader = LAYOUT.read(new ByteArrayInputStream(bytes(text)))) {
            try {
                for (Optional<FileRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                    assertThat(next.get().problem()).isEmpty();
                    seen.add(new String(next.get().bytes(), 0, 3, StandardCharsets.US_ASCII));
                }
            } catch (ProblemException ended) {
                seen.add(ended.problem().code() + " at " + ended.where());
            }
            reader.verdicts()
                    .forEach(verdict ->
                            seen.add(verdict.name() + " " + verdict.expected().orElseThrow() + "/" + verdict.found()));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return String.join(", ", seen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "M!MSH",
                "MMM!MSH, MSH, MSH",
                "BMMb2!BHS, MSH, MSH, BTS, BTS-1 of batch 1 2/2",
                "BMb!BHS, MSH, BTS",
                "Bb0!BHS, BTS, BTS-1 of batch 1 0/0",
                "FBMb1BMMb3f2!FHS, BHS, MSH, BTS, BHS, MSH, MSH, BTS, FTS, BTS-1 of batch 1 1/1, BTS-1 of batch 2 3/2, FTS-1 2/2",
                "FMMf1!FHS, MSH, MSH, FTS, FTS-1 1/1",
                "FMb1f1!FHS, MSH, BTS, FTS, BTS-1 of batch 1 1/1, FTS-1 1/1",
                "FBMb1f1FBMb1f2!FHS, BHS, MSH, BTS, FTS, FHS, BHS, MSH, BTS, FTS, BTS-1 of batch 1 1/1, FTS-1 1/1, BTS-1 of batch 2 1/1, FTS-1 of file 2 2/1",
                "BM!BHS, MSH, format.file-unfinished at batch 1, BTS",
                "FBMb1!FHS, BHS, MSH, BTS, format.file-unfinished at FTS, BTS-1 of batch 1 1/1",
                "BMBMb!BHS, MSH, format.hl7-batch-invalid at byte 78 of the file",
                "FBMf!FHS, BHS, MSH, format.hl7-batch-invalid at byte 96 of the file",
                "Mb!MSH, format.hl7-batch-invalid at byte 50 of the file",
                "BFMb!BHS, format.hl7-batch-invalid at byte 28 of the file",
                "f!format.hl7-batch-invalid at byte 0 of the file",
            })
    void filesAndBatchesAreSplitInOrderAndTheirCountsChecked(String pattern, String expected) {
        assertThat(read(file(pattern))).isEqualTo(expected);
    }

    @Test
    void countsThatAreNoNumbersDoNotHold() throws IOException {
        try (RecordReader reader = LAYOUT.read(new ByteArrayInputStream(bytes("BHS|^~\\&\rBTS|none\r")))) {
            Reading.rest(reader);

            assertThat(reader.verdicts()).extracting(ControlVerdict::holds).containsExactly(false);
        }
    }

    @Test
    void messagesKeepTheirBytesWithAnyLineEndsFramesAndContinuedLines() {
        String first = "MSH|^~\\&|A\nNTE|1||a note\ngoes on\nBTSX is no segment\n";
        String second = "MSH#^~\\&#A\r\nPID#1\r\n";
        String third = "MSH|^~\\&|A";

        List<FileRecord> records = Reading.all(
                LAYOUT, bytes("\uFEFF\r\n" + first + "\n\u000B" + second + "\u001C\r\n\u000B" + third + "\u001C\r"));

        assertThat(records).extracting(record -> new String(record.bytes())).containsExactly(first, second, third);
        assertThat(records).allSatisfy(record -> assertThat(record.problem()).isEmpty());
    }

    @Test
    void aMessageThatCannotBeReadIsARecordWithAProblem() {
        List<FileRecord> records = Reading.all(LAYOUT, bytes("MSH||\rMSH|^~\\&|A\r"));

        assertThat(records.get(0).problem().orElseThrow().getMessage())
                .startsWith("format.hl7-no-delimiters at record 1, MSH-2");
        assertThat(records.get(1).problem()).isEmpty();
        assertThat(read("hello\rMSH|^~\\&|A\r")).isEqualTo("format.hl7-batch-invalid at byte 0 of the file");
    }

    @Test
    void totalsOfTheTrailerAreCheckedByPath() {
        String file = "BHS|^~\\&\rMSH|^~\\&\rFT1|1||||||||||12.50\rMSH|^~\\&\rFT1|1||||||||||0.50\rBTS|2||13\r";
        ControlTotals totals = new ControlTotals(Format.HL7V2, Map.of("BTS-3", "sum(FT1-11)"));

        Reading.all(LAYOUT, bytes(file)).forEach(totals::add);

        assertThat(totals.verdicts()).allMatch(ControlVerdict::holds);
    }

    @Test
    void allSamplesOneAfterTheOtherAreFoundAgain() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        int count = 0;
        for (Path sample : Samples.all()) {
            byte[] message = Samples.bytes(sample);
            if (new String(message, 0, 3, StandardCharsets.ISO_8859_1).equals("MSH")) {
                file.writeBytes(message);
                file.writeBytes(new byte[] {'\r'});
                count++;
            }
        }

        assertThat(Reading.all(LAYOUT, file.toByteArray())).hasSizeGreaterThanOrEqualTo(count);
        Reading.losesNothing(LAYOUT, file.toByteArray(), 0);
    }

    @Property(tries = 400)
    void anyFileIsReadWithoutLossInAnyPieces(
            @ForAll("files") String file, @ForAll @IntRange(min = 1, max = 9) int piece) throws IOException {
        Reading.losesNothing(LAYOUT, bytes(file), 0);
        List<String> whole;
        try {
            whole = Reading.all(LAYOUT, bytes(file)).stream()
                    .map(record -> new String(record.bytes()))
                    .toList();
        } catch (ProblemException ended) {
            return;
        }
        try (RecordReader reader = LAYOUT.read(Reading.dripping(bytes(file), piece))) {
            assertThat(Reading.rest(reader))
                    .extracting(record -> new String(record.bytes()))
                    .isEqualTo(whole);
        }
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(
                        "FHS|^~\\&\r",
                        "BHS|^~\\&\n",
                        "MSH|^~\\&|A\r",
                        "PID|1\r\n",
                        "BTS|1\r",
                        "FTS|1",
                        "FTS\r",
                        "x",
                        "\r",
                        "\n",
                        "\u000B",
                        "\u001C",
                        "MSH")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
