package io.sluice.cli;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which code table a command is about. */
final class OneTable {

    @Parameters(index = "0", paramLabel = "<table>", description = "Its name")
    private String name;

    @Option(names = "--integration", description = "The own table of an integration; without it a shared one")
    private String integration;

    String name() {
        return name;
    }

    String path(String more) {
        return "/tables/" + Remote.segment(name) + more
                + (integration == null ? "" : "?integration=" + Remote.segment(integration));
    }

    /** The table in force, byte for byte. */
    String csv(Output output) {
        byte[] csv = new Remote(output.surroundings()).bytes(path(""), Map.of("Accept", "text/csv"));
        return new String(csv, StandardCharsets.UTF_8);
    }
}
