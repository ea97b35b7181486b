package io.sluice.conformance;

import io.sluice.docs.Pages;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code make conformance}: the engine as it is. */
@Tag("conformance")
class ConformanceTest {

    @TempDir
    static Path folder;

    private static Results results;

    @BeforeAll
    static void run() throws Exception {
        results = Matrix.run(folder, Map.of());
        System.out.println(new Page(results).table());
    }

    @Test
    void thePageSaysWhatCameOfThisRun() {
        Pages.isCurrent(Page.FILE, new Page(results).markdown());
    }

    @TestFactory
    Stream<DynamicNode> cells() {
        return Matrix.CONTROLS.stream()
                .map(control -> DynamicContainer.dynamicContainer(
                        control.name(), Stream.of(Transport.values()).flatMap(transport -> tests(control, transport))));
    }

    private static Stream<DynamicTest> tests(Control control, Transport transport) {
        Results.Outcome outcome = results.of(new Cell(control.name(), transport));
        return Stream.of(
                test(transport.word() + ": " + control.catches(), outcome.work().orElse(null)),
                test(
                        transport.word() + ": " + control.spares(),
                        outcome.noMore().orElse(null)));
    }

    private static DynamicTest test(String name, Throwable failure) {
        return DynamicTest.dynamicTest(name, () -> {
            if (failure != null) {
                throw failure;
            }
        });
    }
}
