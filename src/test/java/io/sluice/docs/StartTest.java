package io.sluice.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/start.md}, followed on a real engine with real PostgreSQL and Kafka. It needs what {@code make build}
 * makes.
 */
class StartTest {

    @TempDir
    Path folder;

    @Test
    void thePageLeadsToAnIntegrationThatIsBrokenRepairedAndReplayed() throws Exception {
        assertThat(Path.of("target/quarkus-app/quarkus-run.jar"))
                .as("built by make build")
                .exists();

        try (Workplace workplace = new Workplace(folder)) {
            new Tour("docs/start.md", workplace).follow();
        }
    }
}
