package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The matrix sees what it is there for: an engine with a control broken on one way in turns that cell red, and no
 * other.
 */
@Tag("conformance")
@Tag("torture")
class BrokenControlsTest {

    @Test
    void aBrokenControlTurnsExactlyItsOwnCellRed(@TempDir Path folder) throws Exception {
        Map<Transport, Fault> oneForEach = Arrays.stream(Faults.values())
                .collect(Collectors.toMap(fault -> fault.cell().transport(), fault -> fault));
        Set<Cell> broken = Arrays.stream(Faults.values()).map(Faults::cell).collect(Collectors.toSet());

        Results results = Matrix.run(folder, oneForEach);

        assertThat(results.size()).isEqualTo(Matrix.CONTROLS.size() * Transport.values().length);
        assertThat(results.red()).as("%s", results.reasons()).isEqualTo(broken);
    }
}
