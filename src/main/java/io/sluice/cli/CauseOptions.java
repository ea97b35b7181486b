package io.sluice.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** A cause of dead letters; parts that are left out match all. */
final class CauseOptions {

    @Option(names = "--integration", description = "Integration in which it died")
    private String integration;

    @Option(names = "--hop", description = "Step that failed, for example map:adt-to-patient")
    private String hop;

    @Option(names = "--code", description = "Problem code")
    private String code;

    @Option(names = "--rule", description = "Contract rule or path")
    private String rule;

    @Option(names = "--endpoint", paramLabel = "<system/name>", description = "Where it was to go")
    private String endpoint;

    Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("integration", integration);
        parts.put("hop", hop);
        parts.put("code", code);
        parts.put("rule", rule);
        parts.put("endpoint", endpoint);
        parts.values().removeIf(value -> value == null);
        return parts;
    }
}
