package io.sluice.path;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A home with one integration: documents come by MLLP and go on by MLLP with MSH-5 changed, and as JSON into a folder.
 */
final class DocumentHome {

    private DocumentHome() {}

    static void write(Path home, int listen, int receiver, Path folder) throws IOException {
        Files.createDirectories(folder);
        put(home, "tiers.yaml", """
                tiers:
                  2:
                    name: Clinical
                    description: Of the test
                    retries: {first: 200ms, factor: 1, max: 200ms, for: 1h}
                    breaker: {failures: 1000, window: 1m, openFor: 1s}
                    orderStrict: false
                    failMode: closed
                    escalation: {after: 5m, to: desk}
                    retention: 30d
                """);
        put(home, "systems/scanner.yaml", """
                description: Sends documents
                owner: {team: Records, contact: records@example.org}
                listeners:
                  scans: {transport: mllp, host: 127.0.0.1, port: %d, frameLimit: 32MiB, frameDeadline: 60s}
                """.formatted(listen));
        put(home, "systems/archive.yaml", """
                description: Keeps documents
                owner: {team: Records, contact: records@example.org}
                endpoints:
                  documents: {transport: mllp, host: 127.0.0.1, port: %d, timeout: 60s, idempotent: true}
                  drop: {transport: file, folder: %s, name: "{id}.json"}
                """.formatted(receiver, folder));
        put(home, "routes/documents/integration.yaml", """
                version: 1.0.0
                description: Documents go to the archive
                owner: {team: Records, contact: records@example.org}
                criticality: 2
                sensitivity: phi
                latency: near-real-time
                source: scanner
                accepts: {types: [MDM^T02]}
                fields: {mrn: PID-3-1}
                orderBy: [mrn]
                duplicates: {key: [MSH-10], window: 1d, ignore: [MSH-7]}
                """);
        put(home, "routes/documents/documents.camel.yaml", """
                - route:
                    id: documents
                    from:
                      uri: receive:mllp:scans
                      steps:
                        - to: map:stamp
                        - to: send:archive/documents
                        - to: map:about
                        - to: send:archive/drop
                """);
        put(home, "routes/documents/stamp.edit.yaml", "edit:\n  - {set: MSH-5, value: ARCHIVE}\n");
        put(home, "routes/documents/about.jsonata", """
                ($part := $get('OBX-5-5');
                 {"id": $get('MSH-10'), "part": $part, "content": $blob($part)})
                """);
    }

    private static void put(Path home, String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
