package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.stack.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SluiceTest {

    private static final Path SAMPLE =
            Path.of("src/test/resources/samples/hl7v2/ADT-A01-02.hl7").toAbsolutePath();
    private static final Path ROUTES = Path.of("src/main/resources/routes").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void everyCommandHasHelpWithAnExample() {
        for (List<String> words : commands(Sluice.commandLine(Surroundings.here()), List.of())) {
            List<String> call = new ArrayList<>(words);
            call.add("--help");

            CommandLineRun help = run(call.toArray(String[]::new));

            assertThat(help.exitCode()).as("%s", call).isZero();
            assertThat(help.out()).as("%s", call).contains("Usage:").containsPattern("Examples?:");
        }
    }

    @Test
    void aWordThatIsNoCommandIsAUsageError() {
        CommandLineRun run = run("mesages");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("mesages").contains("Did you mean");
    }

    @Test
    void actionsNeedAReason() {
        assertThat(run("pause", "admissions").exitCode()).isEqualTo(2);
        assertThat(run("dead", "discard", "x").err()).contains("--reason");
    }

    @Test
    void anEngineThatIsAwayIsExitCodeThree() throws IOException {
        int port = Ports.free();
        CommandLineRun run = CommandLineRun.of(Map.of("SLUICE_URL", "http://127.0.0.1:" + port), folder, "messages");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("does not answer").contains("make up").doesNotContain("Exception");
        assertThat(run("send", SAMPLE.toString(), "--port", Integer.toString(port))
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void validatesWhatShipsAndNamesWhatIsWrongByFileAndLine() throws Exception {
        assertThat(run("validate").exitCode()).isZero();

        Path integration =
                Files.createDirectories(folder.resolve("routes/broken")).resolve("integration.yaml");
        Files.writeString(integration, "version: 1.0.0\ncriticallity: 9\n");
        CommandLineRun found = run("validate", folder.toString(), "-o", "json");

        assertThat(found.exitCode()).isEqualTo(1);
        JsonNode report = Remote.JSON.readTree(found.out());
        assertThat(report.path("ok").asBoolean()).isFalse();
        assertThat(report.path("problems").findValuesAsText("file"))
                .anyMatch(file -> file.endsWith("integration.yaml"));
    }

    @Test
    void triesAMappingAndPointsAtAFault() throws Exception {
        assertThat(run(
                                "try",
                                ROUTES.resolve("admissions/adt-to-patients.jsonata")
                                        .toString(),
                                SAMPLE.toString())
                        .exitCode())
                .isZero();

        Path broken = folder.resolve("broken.jsonata");
        Files.writeString(broken, "{ \"a\": $get('PID-3[' }");
        CommandLineRun fault = run("try", broken.toString(), SAMPLE.toString());

        assertThat(fault.exitCode()).isEqualTo(1);
        assertThat(fault.out()).contains("error:").contains("help:");
        assertThat(run("try", broken.toString(), folder.resolve("missing.hl7").toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void writesSchemasForTheEditor() {
        CommandLineRun run = run("schema", "project");

        assertThat(run.exitCode()).isZero();
        assertThat(folder.resolve("project/.vscode/schemas/integration.schema.json"))
                .exists();
    }

    @Test
    void takesTheTokenOfTheHighestRoleThatIsThere() throws IOException {
        Path tokens = Files.createDirectories(folder.resolve(".sluice/tokens"));
        Files.writeString(tokens.resolve("viewer.jwt"), "v\n");
        Files.writeString(tokens.resolve("analyst.jwt"), "a\n");
        Path below = Files.createDirectories(folder.resolve("project/routes"));

        assertThat(new Surroundings(Map.of(), below, ZoneOffset.UTC).token()).contains("a");
        assertThat(new Surroundings(Map.of("SLUICE_TOKEN", "own"), below, ZoneOffset.UTC).token())
                .contains("own");
    }

    @Test
    void completionNamesTheCommands() {
        assertThat(run("completion").out())
                .contains("messages")
                .contains("replay")
                .contains("complete ");
    }

    @Test
    void columnsAreAlignedAndEmptyOnesLeftOut() {
        String text = new Table("NAME", "COUNT", "CODE")
                .row("a", 7, null)
                .row("long name", 1234, null)
                .text("none");

        assertThat(text).isEqualTo("NAME       COUNT\na              7\nlong name   1234");
        assertThat(new Table("NAME").text("none")).isEqualTo("none");
    }

    @Test
    void timesAreShort() {
        Times times = new Times(ZoneOffset.UTC, Instant.parse("2026-11-22T12:00:00Z"));

        assertThat(times.of(Remote.JSON.valueToTree("2026-11-22T10:31:02.5Z"))).isEqualTo("10:31:02.500");
        assertThat(times.of(Remote.JSON.valueToTree("2026-11-20T10:31:02Z"))).isEqualTo("2026-11-20 10:31:02");
        assertThat(Times.micros(Remote.JSON.valueToTree(12_340))).isEqualTo("12.3 ms");
    }

    private CommandLineRun run(String... arguments) {
        return CommandLineRun.of(Map.of(), folder, arguments);
    }

    private static List<List<String>> commands(CommandLine command, List<String> words) {
        List<List<String>> all = new ArrayList<>();
        command.getSubcommands().forEach((name, sub) -> {
            if (!name.equals("help")) {
                List<String> own = new ArrayList<>(words);
                own.add(name);
                all.add(own);
                all.addAll(commands(sub, own));
            }
        });
        return all;
    }
}
