package io.sluice.cli;

import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An integration or an endpoint, and why something is done to it. */
final class Target {

    @Parameters(paramLabel = "<target>", description = "An integration, or an endpoint as system/name")
    private String name;

    @Option(names = "--reason", required = true, description = "Why; kept with the record of it")
    private String reason;

    Map<String, Object> reason() {
        return Map.of("reason", reason);
    }

    /** @param verb last part of the address */
    String path(String verb) {
        int slash = name.indexOf('/');
        String place = slash < 0
                ? "/integrations/" + Remote.segment(name)
                : "/endpoints/" + Remote.segment(name.substring(0, slash)) + "/"
                        + Remote.segment(name.substring(slash + 1));
        return place + "/" + verb;
    }
}
