package io.sluice.simulator.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.Format;
import io.sluice.format.Layouts;
import io.sluice.format.records.ControlTotals;
import io.sluice.format.records.ControlVerdict;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.Reading;
import io.sluice.format.records.RecordLayout;
import io.sluice.format.records.RecordRole;
import io.sluice.format.x12.X12Check;
import io.sluice.message.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class FileGeneratorTest {

    private static final Path SHIPPED = Path.of("src/main/resources/routes");

    /** The integrations that take the files, whose layouts must read them. */
    private static final Map<FileKind, String> TAKEN_BY = Map.of(
            FileKind.WORKERS, "erp-hr-drop", FileKind.SUPPLIERS, "erp-suppliers", FileKind.ITEMS, "erp-item-master");

    private static byte[] made(FileKind kind, long rows, long seed, FileFault fault) {
        var out = new ByteArrayOutputStream();
        try {
            new FileGenerator(kind, rows, seed, fault).write(out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Path folder(String integration) {
        return SHIPPED.resolve(integration);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> records(FileKind kind) throws IOException {
        Map<String, Object> integration =
                new Yaml().load(Files.readString(folder(TAKEN_BY.get(kind)).resolve("integration.yaml")));
        return (Map<String, Object>) integration.get("records");
    }

    private static RecordLayout layout(FileKind kind) throws IOException {
        if (!TAKEN_BY.containsKey(kind)) {
            return Layouts.of(
                    Format.CSV,
                    Map.of("trailer", Map.of("tag", "TRAILER", "columns", List.of("tag", "count", "total"))));
        }
        var records = new java.util.HashMap<>(records(kind));
        records.remove("check");
        return Layouts.of(kind == FileKind.SUPPLIERS ? Format.FIXED : Format.CSV, records);
    }

    @SuppressWarnings("unchecked")
    private static List<ControlVerdict> verdicts(FileKind kind, List<FileRecord> all) throws IOException {
        var check = TAKEN_BY.containsKey(kind)
                ? (Map<String, String>) records(kind).get("check")
                : Map.of("count", "count()", "total", "sum(amount)");
        var totals = new ControlTotals(kind == FileKind.SUPPLIERS ? Format.FIXED : Format.CSV, check);
        all.forEach(totals::add);
        return totals.verdicts();
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        for (var kind : FileKind.values()) {
            assertThat(made(kind, 30, 5, FileFault.NONE)).as(kind.word()).isEqualTo(made(kind, 30, 5, FileFault.NONE));
            assertThat(made(kind, 30, 6, FileFault.NONE))
                    .as(kind.word())
                    .isNotEqualTo(made(kind, 30, 5, FileFault.NONE));
        }
    }

    @Test
    void totalsOfTablesHoldUnlessTheFaultIsAboutThem() throws IOException {
        for (var kind : List.of(FileKind.WORKERS, FileKind.SUPPLIERS, FileKind.ITEMS, FileKind.ORDERS)) {
            assertThat(verdicts(kind, Reading.all(layout(kind), made(kind, 50, 5, FileFault.NONE))))
                    .as(kind.word())
                    .isNotEmpty()
                    .allMatch(ControlVerdict::holds);
            assertThat(verdicts(kind, Reading.all(layout(kind), made(kind, 50, 5, FileFault.WRONG_TOTAL))))
                    .as(kind.word())
                    .anyMatch(verdict -> !verdict.holds());
            assertThat(verdicts(kind, Reading.all(layout(kind), made(kind, 50, 5, FileFault.DUPLICATE_ROW))))
                    .as(kind.word())
                    .anyMatch(verdict -> !verdict.holds());
            assertThat(Reading.all(layout(kind), made(kind, 50, 5, FileFault.MISSING_TRAILER)))
                    .as(kind.word())
                    .noneMatch(record -> record.role() == RecordRole.TRAILER);
        }
    }

    @Test
    void oneRowCannotBeReadAndTheOthersCan() throws IOException {
        for (var kind : List.of(FileKind.WORKERS, FileKind.SUPPLIERS, FileKind.ITEMS, FileKind.ORDERS)) {
            assertThat(Reading.all(layout(kind), made(kind, 50, 5, FileFault.BAD_ROW)))
                    .as(kind.word())
                    .filteredOn(record -> record.problem().isPresent())
                    .hasSize(1);
        }
    }

    @Test
    void interchangesAreAcceptedAndBalancedUnlessTheFaultSaysOtherwise() throws IOException {
        for (var kind : List.of(FileKind.ORDERS_X12, FileKind.REMITTANCE)) {
            var good = X12Check.of(new ByteArrayInputStream(made(kind, 40, 5, FileFault.NONE)));
            assertThat(good.accepted())
                    .as(kind.word() + " "
                            + good.sets()
                                    .flatMap(set -> set.findings().stream())
                                    .toList())
                    .isTrue();
            assertThat(good.balanced()).as(kind.word()).isTrue();
            for (var fault : FileFault.values()) {
                var report = X12Check.of(new ByteArrayInputStream(made(kind, 40, 5, fault)));
                assertThat(report.accepted() && report.balanced())
                        .as(kind.word() + " " + fault.word())
                        .isEqualTo(fault == FileFault.NONE);
            }
        }
    }

    @Test
    void aCutFileEndsInTheMiddleOfARow() {
        for (var kind : FileKind.values()) {
            var cut = new String(made(kind, 30, 5, FileFault.TRUNCATED), StandardCharsets.US_ASCII);
            assertThat(cut)
                    .as(kind.word())
                    .doesNotEndWith("\n")
                    .doesNotContain("TRAILER")
                    .doesNotContain("IEA*");
        }
        assertThatThrownBy(() -> Reading.all(
                        Layouts.of(Format.X12, Map.of("detail", "claim")),
                        made(FileKind.REMITTANCE, 30, 5, FileFault.TRUNCATED)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void theCommandLineExplainsItselfAndWritesFiles(@TempDir Path folder) throws IOException {
        var file = folder.resolve("items.csv");
        assertThat(run("--kind", "items", "--rows", "10", "--seed", "3", "--out", file.toString()))
                .startsWith("0 ")
                .contains("items.csv: 10 rows, total ");
        assertThat(Files.readAllBytes(file)).isEqualTo(made(FileKind.ITEMS, 10, 3, FileFault.NONE));
        assertThat(run("--help")).startsWith("0 ").contains("orders-x12").contains("missing-trailer");
        assertThat(run("--kind", "nonsense")).startsWith("2 ");
        assertThat(run("--kind")).startsWith("2 ");
    }

    private static String run(String... arguments) throws IOException {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = FilesMain.run(List.of(arguments), stream, stream);
        return code + " " + out.toString(StandardCharsets.UTF_8);
    }
}
