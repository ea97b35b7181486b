package io.sluice.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {

    @TempDir
    Path home;

    private final Validation validation = new Validation(TestSource.good(), Map.of());

    @BeforeEach
    void aFolderWithTwoMistakes() throws IOException {
        write(
                "routes/orders/integration.yaml",
                TestSource.ADMISSIONS
                        .replace("types: [ADT^A*]", "types: [ORM^O01]")
                        .replace("latency", "latencyy"));
        write(
                "routes/orders/orders.camel.yaml",
                TestSource.ADMISSIONS_ROUTE
                        .replace("id: admissions", "id: orders")
                        .replace("map:adt-to-patient", "bean:x"));
    }

    @Test
    void withoutProblemsTheExitCodeIsZero() {
        var report = validation.run(List.of());

        assertThat(report.exitCode()).isZero();
        assertThat(report.text()).isEqualTo("No problems\n");
    }

    @Test
    void aFolderOutsideLiesOverWhatShips() {
        var report = validation.run(List.of(home));

        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.text())
                .contains(
                        home + "/routes/orders/integration.yaml:1: catalog.key-missing: A key that is needed is missing"
                                + " ('latency') → Add it\n")
                .contains(home + "/routes/orders/integration.yaml:6: catalog.key-unknown")
                .contains(home + "/routes/orders/orders.camel.yaml:6: catalog.component-refused: A component is not"
                        + " allowed in a route ('bean' → write a mapping <name>.jsonata and use map:<name>)"
                        + " → Use the replacement\n")
                .endsWith("3 problems\n");
    }

    @Test
    void aPathWithinAFolderShowsOnlyItsProblems() {
        var report = validation.run(List.of(home.resolve("routes/orders/orders.camel.yaml")));

        assertThat(report.problems()).hasSize(1);
        assertThat(validation.run(List.of(home.resolve("routes/orders"))).problems())
                .hasSize(3);
    }

    @Test
    void theHomeOfTheEngineIsCheckedWhenNoPathIsGiven() {
        var report = new Validation(TestSource.good(), Map.of("SLUICE_HOME", home.toString())).run(List.of());

        assertThat(report.problems()).hasSize(3);
    }

    @Test
    void aPathThatIsNoCatalogueIsAProblem() throws IOException {
        var report = validation.run(List.of(home.resolve("nothing/here")));

        assertThat(report.problems())
                .singleElement()
                .satisfies(p -> assertThat(p.code().code()).isEqualTo("catalog.file-missing"));
    }

    @Test
    void programsReadJson() throws IOException {
        var json = new ObjectMapper().readTree(validation.run(List.of(home)).json());

        assertThat(json.get("ok").booleanValue()).isFalse();
        assertThat(json.at("/problems/0/code").textValue()).isEqualTo("catalog.key-missing");
        assertThat(json.at("/problems/0/line").intValue()).isEqualTo(1);
        assertThat(json.at("/problems/0/remedy").textValue()).isEqualTo("Add it");
        assertThat(json.get("problems")).hasSize(3);
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(home.resolve(file).getParent());
        Files.writeString(home.resolve(file), text);
    }
}
