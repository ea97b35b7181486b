package io.sluice.engine.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.engine.EngineProblem;
import io.sluice.ledger.UnmappedCodes;
import io.sluice.map.CodeTable;
import io.sluice.map.MapProblem;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code tables that change while messages come, on a real ledger. */
class LiveTablesTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String WAS = "hl7,fhir\nM,male\nF,female\n";
    private static final String MENDED = WAS + "X,other\n";

    @TempDir
    Path folder;

    private TablesWorld world;
    private TablesWorld.Node node;

    @BeforeEach
    void start() {
        world = new TablesWorld(folder);
        node = world.new Node();
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    private static String version(String csv) {
        return CodeTable.read("any", csv.getBytes(StandardCharsets.UTF_8)).version();
    }

    private void ended(UUID message, String state) {
        await().atMost(SOON)
                .until(
                        () -> world.text("select state from run where counted and message_id = '" + message + "'"),
                        state::equals);
    }

    private String versions(UUID message) {
        return world.text("select versions::text from run where counted and message_id = '" + message + "'");
    }

    @Test
    void aMessageThatIsHeldForItsCodeGoesOnByReplayWhenTheTableWasMended() {
        UUID message = node.register("R-1", "X", "en");
        ended(message, "HELD");
        assertThat(world.text("select code from dead_letter")).isEqualTo("map.code-held");
        assertThat(versions(message)).contains("\"table:sex\":\"" + version(WAS) + "\"");
        assertThat(world.text("select hops::text from run"))
                .contains("\"table:sex\":\"" + version(WAS) + "\"")
                .contains("sex=1");

        TableImport.Done done =
                node.imports.run("registrations", "sex", MENDED, TablesWorld.ANNA, "X from the new clinic");
        node.replayDead(message);

        ended(message, "ROUTED");
        assertThat(versions(message))
                .as("the table that is in force now")
                .contains("\"table:sex\":\"" + version(MENDED) + "\"");
        assertThat(done.resolved()).isEqualTo(1);
        assertThat(done.change().added()).containsExactly("X");
        assertThat(world.text("select count(*) from dead_letter")).isEqualTo("0");
        assertThat(world.text("select verb || ' ' || target || ' ' || actor from action where verb like 'table%'"))
                .isEqualTo("table.import table:registrations/sex anna");
    }

    @Test
    void codesThatATableLacksAreCountedWithoutTheirTextInTheDatabase() {
        String code = "CANARY-LANGUAGE-" + UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            ended(node.register("R-" + i, "F", code), "ROUTED");
        }
        ended(node.register("R-9", "F", "tlh"), "ROUTED");

        List<UnmappedCodes.Item> items = world.worklist().of("language", false, 10);
        assertThat(items).extracting(UnmappedCodes.Item::code).containsExactly(code, "tlh");
        assertThat(items).extracting(UnmappedCodes.Item::seen).containsExactly(3L, 1L);
        assertThat(items.getFirst().integration()).isEqualTo("registrations");
        assertThat(items.getFirst().place()).isEqualTo("PID-15");
        assertThat(items.getFirst().firstSeen()).isBefore(items.getFirst().lastSeen());
        assertThat(world.worklist().open()).containsEntry("language", 2L);
        assertThat(world.text("select string_agg(c::text, '') from unmapped_code c"))
                .doesNotContain(code)
                .doesNotContain(java.util.HexFormat.of().formatHex(code.getBytes(StandardCharsets.UTF_8)));
        assertThat(items.getFirst()).asString().doesNotContain(code);

        node.imports.run("", "language", "hl7,bcp47\nen,en-US\ntlh,tlh\n", TablesWorld.ANNA, "Klingon");
        assertThat(world.worklist().of("language", false, 10))
                .extracting(UnmappedCodes.Item::code)
                .containsExactly(code);
        UUID id = items.getFirst().id();
        assertThat(world.worklist()
                        .resolve("language", id, TablesWorld.ANNA, "a typing error", java.time.Instant.now()))
                .isTrue();
        assertThat(world.worklist().open()).isEmpty();

        ended(node.register("R-10", "F", code), "ROUTED");
        assertThat(world.worklist().of("language", false, 10))
                .as("met again, it is open again")
                .extracting(UnmappedCodes.Item::seen)
                .containsExactly(4L);
    }

    @Test
    void everyNodeTakesAnImportWithoutARestartAndKeepsItOverOne() throws Exception {
        try (TablesWorld.Node other = world.new Node()) {
            node.imports.run("registrations", "sex", MENDED, TablesWorld.ANNA, "X from the new clinic");

            await().atMost(SOON)
                    .until(
                            () -> other.tables
                                    .find("registrations", "sex")
                                    .orElseThrow()
                                    .csv(),
                            MENDED::equals);
        }
        node.close();
        node = world.new Node();
        LiveTable table = node.tables.find("registrations", "sex").orElseThrow();
        assertThat(table.csv()).isEqualTo(MENDED);
        assertThat(table.imported().orElseThrow().actor()).isEqualTo(TablesWorld.ANNA);
        ended(node.register("R-1", "X", "en"), "ROUTED");

        node.imports.reset("registrations", "sex", TablesWorld.ANNA, "the file has it now");
        assertThat(node.tables.find("registrations", "sex").orElseThrow().csv()).isEqualTo(WAS);
        ended(node.register("R-2", "X", "en"), "HELD");
    }

    @Test
    void aFileThatIsEditedTakesEffectWithoutARestart() {
        ended(node.register("R-1", "X", "tlh"), "HELD");
        ended(node.register("R-0", "F", "eo"), "ROUTED");
        assertThat(world.worklist().open()).isEqualTo(Map.of("sex", 1L, "language", 1L));

        world.file("routes/registrations/tables/sex.csv", MENDED);
        world.file("tables/language.csv", "hl7,bcp47\nen,en-US\ntlh,tlh\n");

        await().atMost(SOON).until(() -> csv("registrations", "sex"), MENDED::equals);
        await().atMost(SOON).until(() -> csv("", "language").contains("tlh"));
        UUID message = node.register("R-2", "X", "tlh");
        ended(message, "ROUTED");
        assertThat(versions(message)).contains("\"table:sex\":\"" + version(MENDED) + "\"");
        assertThat(node.tables.find("registrations", "sex").orElseThrow().imported())
                .isEmpty();
        assertThat(node.tables.problems()).isEmpty();
        await("codes that the files know")
                .atMost(SOON)
                .until(() -> world.worklist().open(), Map.of("language", 1L)::equals);
    }

    @Test
    void aFileThatWasEditedWhileNoEngineRanResolvesItsCodesToo() throws Exception {
        ended(node.register("R-1", "X", "en"), "HELD");
        node.close();

        world.file("routes/registrations/tables/sex.csv", MENDED);
        node = world.new Node();

        await().atMost(SOON).until(() -> world.worklist().open().isEmpty());
    }

    @Test
    void aFileThatCannotTakeThePlaceOfItsTableIsToldAndChangesNothing() {
        String file = "routes/registrations/tables/sex.csv";

        world.file(file, "hl7,other\nM,male\n");
        await().atMost(SOON).until(() -> problem(file).contains("table.column-missing"));
        world.file(file, "hl7,fhir\nM,male\nM,female\n");
        await().atMost(SOON).until(() -> problem(file).contains("map.table-invalid"));
        world.delete(file);
        await().atMost(SOON).until(() -> problem(file).contains("table.file-gone"));

        assertThat(csv("registrations", "sex")).isEqualTo(WAS);
        ended(node.register("R-1", "M", "en"), "ROUTED");
        world.file(file, MENDED);
        await().atMost(SOON).until(() -> csv("registrations", "sex"), MENDED::equals);
        assertThat(node.tables.problems()).isEmpty();
    }

    @Test
    void anImportStandsOverAFileThatIsEditedUntilItIsReset() {
        node.imports.run("registrations", "sex", MENDED, TablesWorld.ANNA, "X from the new clinic");
        String edited = WAS + "U,unknown\n";

        world.file("routes/registrations/tables/sex.csv", edited);
        world.file("tables/language.csv", "hl7,bcp47\nen,en-US\ntlh,tlh\n");
        await().atMost(SOON).until(() -> csv("", "language").contains("tlh")); // looked at together

        assertThat(csv("registrations", "sex")).isEqualTo(MENDED);
        node.imports.reset("registrations", "sex", TablesWorld.ANNA, "the file has it now");
        assertThat(csv("registrations", "sex")).isEqualTo(edited);
    }

    private String csv(String integration, String name) {
        return node.tables.find(integration, name).orElseThrow().csv();
    }

    private String problem(String file) {
        return node.tables.problems().getOrDefault(file, "");
    }

    @Test
    void whatCannotBeATableIsRefusedAndChangesNothing() {
        refused("hl7,fhir\nM,male\nM,female\n", MapProblem.TABLE_INVALID);
        refused("hl7,other\nM,male\n", EngineProblem.TABLE_COLUMN_MISSING);
        refused("fhir,hl7\nmale,M\n", EngineProblem.TABLE_COLUMN_MISSING);
        refused("hl7,fhir,validFrom\nM,male,yesterday\n", MapProblem.TABLE_INVALID);
        assertThatThrownBy(() -> node.imports.plan("", "no-such-table", WAS))
                .isInstanceOf(ProblemException.class)
                .extracting(e -> ((ProblemException) e).problem())
                .isEqualTo(EngineProblem.TABLE_UNKNOWN);

        assertThat(node.imports.plan("registrations", "sex", "hl7,fhir,display\nM,male,Male\nF,femme,\nU,unknown,\n"))
                .extracting(TableChange::added, TableChange::changed, TableChange::removed)
                .containsExactly(List.of("U"), List.of("M", "F"), List.of());
        assertThat(world.text("select count(*) from code_table")).isEqualTo("0");
        assertThat(node.tables.find("registrations", "sex").orElseThrow().imported())
                .isEmpty();
    }

    private void refused(String csv, io.sluice.message.ProblemCode why) {
        assertThatThrownBy(() -> node.imports.run("registrations", "sex", csv, TablesWorld.ANNA, "test"))
                .isInstanceOf(ProblemException.class)
                .extracting(e -> ((ProblemException) e).problem())
                .isEqualTo(why);
    }
}
