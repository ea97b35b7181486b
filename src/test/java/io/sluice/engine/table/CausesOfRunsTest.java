package io.sluice.engine.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stops a run is a dead letter with its class and with the team that answers for that class. */
class CausesOfRunsTest {

    @TempDir
    Path folder;

    @Test
    void aBrokenContractAndAMissingCodeGoToDifferentTeams() throws Exception {
        TablesWorld world = new TablesWorld(folder);
        try (TablesWorld.Node node = world.new Node()) {
            node.register("^N-1", "F", "en"); // PID-3-1 stays empty
            node.register("R-2", "X", "en");

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> world.text("select count(*) from dead_letter"), "2"::equals);
            assertThat(world.text("select category || ' ' || owner from dead_letter where code like 'contract.%'"))
                    .isEqualTo("CONTRACT Patient Access");
            assertThat(world.text("select category || ' ' || owner from dead_letter where code = 'map.code-held'"))
                    .isEqualTo("MAPPING Outpatient");
        }
    }
}
