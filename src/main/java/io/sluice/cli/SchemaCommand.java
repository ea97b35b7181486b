package io.sluice.cli;

import io.sluice.catalog.schema.SchemaFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice schema}: completion and checks in the editor. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Write the JSON Schemas of all files where VS Code finds them",
        footer = {"", "Example:", "  sluice schema ."})
final class SchemaCommand implements Callable<Integer> {

    @Mixin
    private Output output;

    @Parameters(
            arity = "0..1",
            paramLabel = "<folder>",
            defaultValue = ".",
            description = "Folder that is opened in the editor (default: here)")
    private Path folder;

    @Override
    public Integer call() {
        try {
            List<Path> written =
                    SchemaFiles.write(output.surroundings().folder().resolve(folder));
            output.print(
                    Remote.JSON.valueToTree(written.stream().map(Path::toString).toList()),
                    () -> written.size() + " files written to " + folder.resolve(".vscode"));
            return 0;
        } catch (IOException e) {
            throw new CommandFailed(CommandFailed.FOUND, e.getMessage());
        }
    }
}
