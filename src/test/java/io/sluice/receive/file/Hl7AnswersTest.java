package io.sluice.receive.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.ledger.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batch acknowledgements (HL7 v2.5.1 section 2.10.3.3) over a real SFTP server and a real ledger. */
class Hl7AnswersTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String INTEGRATION = """
            format: hl7v2
            fields: {control: MSH-10}
            duplicates: {key: [control]}
            ack: {batch: %s}
            """;

    @AutoClose
    private final FileWorld world;

    Hl7AnswersTest(@TempDir Path folder) {
        world = new FileWorld(folder);
    }

    @Test
    void everyMessageOfEveryBatchIsAnswered() throws IOException {
        drop();

        world.node(world.catalog("{by: temporary-suffix}", INTEGRATION.formatted("all")));

        List<String> answer = answer();
        assertThat(answer.get(0)).startsWith("FHS|^~\\&|HUB|HOSP|LAB|HOSP|").endsWith("|F-1");
        assertThat(answer.get(1)).startsWith("BHS|^~\\&|HUB|HOSP|LAB|HOSP|").contains("-B2|B-1");
        assertThat(segments(answer, "MSA")).containsExactly("MSA|AA|M1", "MSA|AA|M2", "MSA|AR|M2", "MSA|AA|M3");
        assertThat(segments(answer, "ERR")).singleElement().asString().contains("205^Duplicate key identifier");
        assertThat(segments(answer, "BTS")).containsExactly("BTS|3", "BTS|1");
        assertThat(segments(answer, "FTS")).containsExactly("FTS|2");
    }

    @Test
    void aConflictThatIsHeldAlreadyIsRefusedAgain() throws IOException {
        world.drop(
                "batch.hl7",
                String.join(
                        "\r",
                        message("M2", "2"),
                        message("M2", "other"),
                        message("M2", "other"),
                        message("M2", "2"),
                        ""));

        world.node(world.catalog("{by: temporary-suffix}", INTEGRATION.formatted("all")));

        assertThat(segments(answer(), "MSA")).containsExactly("MSA|AA|M2", "MSA|AR|M2", "MSA|AR|M2", "MSA|AA|M2");
    }

    @Test
    void whereOnlyRefusalsAreAskedForABatchOfNoneSaysThatAllWereTaken() throws IOException {
        drop();

        world.node(world.catalog("{by: temporary-suffix}", INTEGRATION.formatted("refused")));

        List<String> answer = answer();
        assertThat(segments(answer, "MSA")).containsExactly("MSA|AR|M2");
        assertThat(segments(answer, "BHS")).hasSize(2);
        assertThat(segments(answer, "BTS")).containsExactly("BTS|1", "BTS|0");
    }

    @Test
    void withoutADeclarationThereIsNone() {
        drop();

        world.node(world.catalog("{by: temporary-suffix}", INTEGRATION.formatted("none")));

        await().atMost(SOON).until(() -> world.names("archive").contains("batch.hl7"));
        assertThat(world.names("receipts")).noneMatch(name -> name.endsWith(".ack"));
    }

    private void drop() {
        world.drop(
                "batch.hl7",
                String.join(
                        "\r",
                        List.of(
                                "FHS|^~\\&|LAB|HOSP|HUB|HOSP|20261123||||F-1",
                                "BHS|^~\\&|LAB|HOSP|HUB|HOSP|20261123||||B-1",
                                message("M1", "1"),
                                message("M2", "2"),
                                message("M2", "other bytes"),
                                "BTS|3",
                                "BHS|^~\\&|LAB|HOSP|HUB|HOSP|20261123||||B-2",
                                message("M3", "3"),
                                "BTS|1",
                                "FTS|2",
                                "")));
    }

    private static String message(String control, String patient) {
        return "MSH|^~\\&|LAB|HOSP|HUB|HOSP|20261123||ADT^A01|" + control + "|P|2.5.1\rPID|1||" + patient;
    }

    private List<String> answer() throws IOException {
        await().atMost(SOON)
                .until(() -> !world.files.newest(1).isEmpty()
                        && world.files.newest(1).getFirst().state() == FileState.ARCHIVED);
        List<String> names = world.names("receipts").stream()
                .filter(name -> name.startsWith("batch.hl7.") && !name.endsWith(".json"))
                .toList();
        assertThat(names).singleElement().asString().endsWith(".ack");
        return List.of(
                Files.readString(world.at("receipts/" + names.getFirst())).split("\r"));
    }

    private static List<String> segments(List<String> answer, String name) {
        return answer.stream().filter(segment -> segment.startsWith(name)).toList();
    }
}
