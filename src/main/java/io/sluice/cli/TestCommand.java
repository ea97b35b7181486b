package io.sluice.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sluice.catalog.Catalog;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.CatalogSource;
import io.sluice.catalog.read.FolderSource;
import io.sluice.catalog.read.ShippedSource;
import io.sluice.engine.testing.TestSuite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice test}: the tests beside the routes, without an engine. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Run the tests beside the routes; exit code 1 when one fails",
        footer = {"", "Example:", "  sluice test admissions"})
final class TestCommand implements Callable<Integer> {

    @Mixin
    private Output output;

    @Parameters(arity = "0..*", paramLabel = "<integration>", description = "Default: all")
    private List<String> integrations = List.of();

    @Override
    public Integer call() throws IOException {
        Map<String, String> env = output.surroundings().env();
        CatalogSource shipped = new ShippedSource();
        String home = env.getOrDefault("SLUICE_HOME", "");
        CatalogSource source = home.isBlank()
                ? shipped
                : shipped.under(new FolderSource(output.surroundings().folder().resolve(home)));
        Catalog catalog = CatalogReader.read(source, env);
        List<TestSuite.Result> results =
                TestSuite.run(catalog, source, name -> integrations.isEmpty() || integrations.contains(name));
        output.print(json(results), () -> text(results));
        return results.stream().allMatch(TestSuite.Result::passed) ? 0 : CommandFailed.FOUND;
    }

    private static ArrayNode json(List<TestSuite.Result> results) {
        ArrayNode list = Remote.JSON.createArrayNode();
        results.forEach(result -> list.addObject()
                .put("file", result.file())
                .put("name", result.name())
                .put("passed", result.passed())
                .set("differences", Remote.JSON.valueToTree(result.differences())));
        return list;
    }

    private static String text(List<TestSuite.Result> results) {
        List<String> lines = new ArrayList<>();
        for (TestSuite.Result result : results) {
            lines.add((result.passed() ? "ok    " : "FAIL  ") + result.file() + "  " + result.name());
            result.differences().forEach(difference -> lines.add("        " + difference));
        }
        long failed = results.stream().filter(result -> !result.passed()).count();
        lines.add(results.size() + " tests, " + failed + " failed");
        return String.join("\n", lines);
    }
}
