package io.sluice.engine.testing;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.Integration;
import io.sluice.catalog.TextFile;
import io.sluice.catalog.read.CatalogSource;
import io.sluice.engine.EngineProblem;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** All tests of a catalogue, or of some of its integrations. */
public final class TestSuite {

    /**
     * One test that was run.
     *
     * @param file {@code routes/admissions/tests/admit.yaml}
     * @param differences empty: passed
     * @param accepted files as they would have to be for the test to pass; empty when it passed or cannot be read
     */
    public record Result(String file, String name, List<String> differences, Map<String, String> accepted) {

        public boolean passed() {
            return differences.isEmpty();
        }
    }

    private TestSuite() {}

    /** @param wanted names of integrations */
    public static List<Result> run(Catalog catalog, CatalogSource source, Predicate<String> wanted) {
        List<Result> results = new ArrayList<>();
        try (TestRunner runner = new TestRunner(catalog)) {
            for (Integration integration : catalog.integrations().values()) {
                if (wanted.test(integration.name())) {
                    for (TextFile file : integration.tests()) {
                        results.add(run(runner, source, integration, file));
                    }
                }
            }
        }
        return results;
    }

    private static byte[] read(CatalogSource source, String file) {
        try {
            return source.read(file);
        } catch (IOException e) {
            throw new ProblemException(EngineProblem.TEST_UNREADABLE, file, e);
        }
    }

    private static Result run(TestRunner runner, CatalogSource source, Integration integration, TextFile file) {
        try {
            String folder = integration.folder() + "/tests/";
            TestFile test = TestFile.of(integration, file, name -> read(source, folder + name));
            TestOutcome outcome = runner.run(test);
            List<String> differences = test.test().expect().saysNothing()
                    ? List.of("expect says nothing; ./sluice test --accept writes what came")
                    : Verification.of(test, outcome).stream()
                            .map(Difference.Place::toString)
                            .toList();
            Map<String, String> accepted = differences.isEmpty() ? Map.of() : Acceptance.of(test, file.text(), outcome);
            return new Result(file.file(), test.test().name(), differences, accepted);
        } catch (ProblemException e) {
            return new Result(file.file(), file.name(), List.of(e.getMessage()), Map.of());
        }
    }
}
