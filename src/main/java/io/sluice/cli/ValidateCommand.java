package io.sluice.cli;

import io.sluice.catalog.read.ShippedSource;
import io.sluice.catalog.read.Validation;
import io.sluice.catalog.read.ValidationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice validate}: the checks of the start, without an engine. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Check integrations, systems, contracts and routes; exit code 1 when something is wrong",
        footer = {"", "Example:", "  sluice validate src/main/resources/routes/admissions"})
final class ValidateCommand implements Callable<Integer> {

    @Mixin
    private Output output;

    @Parameters(
            arity = "0..*",
            paramLabel = "<path>",
            description = "Folders or files (default: SLUICE_HOME, or what ships)")
    private List<Path> paths = List.of();

    @Override
    public Integer call() throws IOException {
        ValidationReport report =
                new Validation(new ShippedSource(), output.surroundings().env()).run(paths);
        output.line((output.json() ? report.json() : report.text()).stripTrailing());
        return report.exitCode();
    }
}
