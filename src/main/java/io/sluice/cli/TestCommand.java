package io.sluice.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sluice.catalog.Catalog;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.CatalogSource;
import io.sluice.catalog.read.FolderSource;
import io.sluice.catalog.read.ShippedSource;
import io.sluice.engine.testing.TestSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--accept",
            description = "Write what came into the tests that fail, below SLUICE_HOME; read the difference")
    private boolean accept;

    @Override
    public Integer call() throws IOException {
        Map<String, String> env = output.surroundings().env();
        CatalogSource shipped = new ShippedSource();
        String home = env.getOrDefault("SLUICE_HOME", "");
        CatalogSource source = home.isBlank()
                ? shipped
                : shipped.under(new FolderSource(output.surroundings().folder().resolve(home)));
        Catalog catalog = CatalogReader.read(source, env).withAllDeployed();
        runnable(catalog);
        List<TestSuite.Result> results =
                TestSuite.run(catalog, source, name -> integrations.isEmpty() || integrations.contains(name));
        output.print(json(results), () -> text(results));
        if (accept) {
            write(home, results);
            return results.stream()
                            .allMatch(one -> one.passed() || !one.accepted().isEmpty())
                    ? 0
                    : CommandFailed.FOUND;
        }
        return results.stream().allMatch(TestSuite.Result::passed) ? 0 : CommandFailed.FOUND;
    }

    /** An integration that does not start has no green tests. */
    private void runnable(Catalog catalog) {
        for (String name : integrations) {
            if (!catalog.integrations().containsKey(name) && !catalog.refused().containsKey(name)) {
                throw new CommandFailed(CommandFailed.USAGE, "There is no integration " + name);
            }
        }
        List<String> refused = catalog.refused().keySet().stream()
                .filter(name -> integrations.isEmpty() || integrations.contains(name))
                .toList();
        if (!refused.isEmpty()) {
            throw new CommandFailed(
                    CommandFailed.FOUND,
                    String.join(", ", refused) + " cannot start, so nothing was run; see sluice validate");
        }
    }

    private void write(String home, List<TestSuite.Result> results) throws IOException {
        if (home.isBlank()) {
            throw new CommandFailed(CommandFailed.USAGE, "--accept writes below SLUICE_HOME, which is not set");
        }
        for (TestSuite.Result result : results) {
            for (Map.Entry<String, String> file : result.accepted().entrySet()) {
                Path path = output.surroundings().folder().resolve(home).resolve(file.getKey());
                if (Files.exists(path)) {
                    Files.writeString(path, file.getValue());
                    if (!output.json()) {
                        output.line("wrote " + path);
                    }
                }
            }
        }
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
