package io.sluice.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What to search for. */
final class Criteria {

    @Option(names = "--integration", description = "An integration that worked on it")
    private String integration;

    @Option(names = "--system", description = "Who sent it")
    private String system;

    @Option(
            names = "--state",
            description = "received, routed, completed, filtered, rejected, duplicate, held, dead, in-doubt")
    private String state;

    @Option(names = "--type", description = "For example ADT^A01, or ADT^*")
    private String type;

    @Option(names = "--key", paramLabel = "<name:value>", description = "Business key, for example mrn:123")
    private String key;

    @Option(names = "--control-id", description = "MSH-10")
    private String controlId;

    @Option(names = "--since", description = "2026-11-22T10:00:00Z, or how long ago: 15m, 2h, 7d")
    private String since;

    @Option(names = "--until", description = "As --since; not included")
    private String until;

    @Option(names = "--flag", description = "Went on though a control could not be applied, for example contract-open")
    private String flag;

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("integration", integration);
        body.put("system", system);
        body.put("state", state);
        body.put("type", type);
        body.put("key", key);
        body.put("controlId", controlId);
        body.put("since", since);
        body.put("until", until);
        body.put("flag", flag);
        body.values().removeIf(value -> value == null);
        return body;
    }
}
