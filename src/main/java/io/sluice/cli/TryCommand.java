package io.sluice.cli;

import io.sluice.format.Format;
import io.sluice.map.TryMapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice try}: a mapping on a sample, without an engine. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        description = "Run a mapping on a sample: the tree it sees, what it gives, where it fails",
        footer = {"", "Example:", "  sluice try src/main/resources/routes/admissions/adt-to-patients.jsonata sample.hl7"
        })
final class TryCommand implements Callable<Integer> {

    @Mixin
    private Output output;

    @Parameters(index = "0", paramLabel = "<mapping>", description = "*.jsonata or *.edit.yaml")
    private Path mapping;

    @Parameters(index = "1", paramLabel = "<sample>", description = "A message: HL7 v2 or JSON")
    private Path sample;

    @Option(names = "--hl7", description = "The mapping writes HL7 v2")
    private boolean hl7;

    @Option(names = "--arrays", split = ",", paramLabel = "<path>", description = "Paths that are always lists")
    private Set<String> arrays = Set.of();

    @Option(names = "--at", description = "What $now() shall be (default: now)")
    private Instant at;

    @Option(names = "--zone", description = "Zone of the sender (default: of this machine)")
    private ZoneId zone;

    @Override
    public Integer call() {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        int found;
        try (PrintStream out = new PrintStream(report, true, StandardCharsets.UTF_8)) {
            found = new TryMapping(mapping, sample, arrays, hl7 ? Format.HL7V2 : Format.JSON)
                    .run(
                            at == null ? Instant.now() : at,
                            zone == null ? output.surroundings().zone() : zone,
                            out);
        } catch (IOException e) {
            throw new CommandFailed(CommandFailed.USAGE, "Cannot read " + mapping + " or " + sample);
        }
        String text = report.toString(StandardCharsets.UTF_8).stripTrailing();
        output.print(Remote.JSON.createObjectNode().put("ok", found == 0).put("report", text), () -> text);
        return found;
    }
}
