package io.sluice.path;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A home with one integration for each tier; each has a resource to publish, one to translate a code, one to send. */
final class FailModeHome {

    static final String OWN_PORT = "OWN_PORT";
    static final String TARGET_PORT = "TARGET_PORT";

    private FailModeHome() {}

    static void write(Path home, Path spare) throws IOException {
        Files.createDirectories(spare);
        put(
                home,
                "tiers.yaml",
                "tiers:\n" + tier(1, "closed")
                        + tier(2, "{contract: hold, codes: hold, target: hold, policy: closed}") + tier(3, "degrade")
                        + tier(4, "{contract: open-with-flag, codes: open-with-flag, target: open-with-flag}"));
        put(home, "systems/caller.yaml", """
                description: Calls
                owner: {team: Callers, contact: callers@example.org}
                identity: {addresses: [127.0.0.1]}
                listeners:
                  in:
                    transport: http
                    host: 127.0.0.1
                    port: ${OWN_PORT}
                    authenticate: [address]
                """);
        put(home, "systems/receiver.yaml", """
                description: Receives
                owner: {team: Receivers, contact: receivers@example.org}
                endpoints:
                  main:
                    transport: http
                    url: http://127.0.0.1:${TARGET_PORT}/main
                    idempotent: true
                  lookup:
                    transport: http
                    url: http://127.0.0.1:${TARGET_PORT}/lookup
                    idempotent: true
                  copy:
                    transport: http
                    url: http://127.0.0.1:${TARGET_PORT}/copy
                    idempotent: true
                  spare:
                    transport: file
                    folder: SPARE
                    name: "{sequence}.json"
                """.replace("SPARE", spare.toString()));
        put(home, "contracts/note/1.0.0.odcs.yaml", contract("1.0.0"));
        put(home, "contracts/note/1.1.0.odcs.yaml", contract("1.1.0"));
        for (int tier = 1; tier <= 4; tier++) {
            integration(home, tier);
        }
    }

    private static String tier(int number, String failMode) {
        return """
                  %d:
                    name: Tier %d
                    description: Of the test
                    retries: {first: 200ms, factor: 1, max: 200ms, for: 1h}
                    breaker: {failures: 1000, window: 1m, openFor: 1h}
                    orderStrict: false
                    failMode: %s
                    escalation: {after: 5m, to: desk-%d}
                    retention: 30d
                """.formatted(number, number, failMode, number);
    }

    private static void integration(Path home, int tier) throws IOException {
        String routes = "routes/tier" + tier + "/";
        put(home, routes + "integration.yaml", """
                version: 1.0.0
                description: Of tier %1$d
                owner: {team: Team %1$d, contact: team%1$d@example.org}
                criticality: %1$d
                sensitivity: internal
                latency: real-time
                source: caller
                format: json
                publishes: {note: "1.1.0"}
                """.formatted(tier));
        put(
                home,
                routes + "tier" + tier + ".openapi.yaml",
                """
                openapi: "3.1.0"
                info: {title: Tier, version: "1.0"}
                paths:
                """ + path(tier, "publish") + path(tier, "code") + path(tier, "send") + path(tier, "call"));
        put(home, routes + "tier" + tier + ".camel.yaml", """
                - route:
                    id: tier%1$d
                    from:
                      uri: receive:http:in
                      steps:
                        - choice:
                            when:
                              - simple: "${header.operation} == 'publish%1$d'"
                                steps:
                                  - to: publish:note
                              - simple: "${header.operation} == 'code%1$d'"
                                steps:
                                  - to: map:coded
                                  - to: send:receiver/spare
                              - simple: "${header.operation} == 'call%1$d'"
                                steps:
                                  - to:
                                      uri: send:receiver/lookup?mode=call&callTimeout=2s&fallback=receiver/copy
                                      variableReceive: reply
                                  - choice:
                                      when:
                                        - simple: "${variable.replyStatus} == 0"
                                          steps:
                                            - setBody: {constant: '{"from":"nobody"}'}
                                      otherwise:
                                        steps:
                                          - setBody: {simple: "${variable.reply}"}
                                  - to: send:receiver/spare
                            otherwise:
                              steps:
                                - to: send:receiver/main?fallback=receiver/spare
                """.formatted(tier));
        put(home, routes + "coded.jsonata", "{\"unit\": $code('units', code, {\"default\": \"unknown\"})}");
    }

    private static String path(int tier, String what) {
        return """
                  /tier%1$d/%2$s:
                    post:
                      operationId: %2$s%1$d
                      requestBody: {content: {application/json: {schema: {type: object}}}}
                      responses: {"202": {description: Stored}}
                """.formatted(tier, what);
    }

    private static String contract(String version) {
        return """
                apiVersion: v3.1.0
                kind: DataContract
                id: note
                version: %s
                status: active
                team: {name: Callers}
                schema:
                  - name: note
                    logicalType: object
                    properties:
                      - {name: code, logicalType: string, required: true, classification: internal}
                """.formatted(version);
    }

    private static void put(Path home, String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
