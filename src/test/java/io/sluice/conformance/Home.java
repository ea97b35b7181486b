package io.sluice.conformance;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.FolderSource;
import io.sluice.stack.LocalArtemis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code SLUICE_HOME} of one engine: the common files, beside them who sends and over what. */
final class Home {

    static final String INTEGRATION = "conformance";
    static final String LISTENER = "door";
    static final String SENDER = "sender";
    static final String ENDPOINT = "target/people";

    /** Of a message, over all transports. */
    static final int LIMIT = 16 << 10;

    private static final Path COMMON = Path.of("src/test/resources/conformance");

    private final Path folder;

    /** @param listener lines of the listener */
    Home(Path folder, Transport transport, List<String> listener, int targetPort) {
        this.folder = folder;
        copyCommon();
        write(
                "systems/sender.yaml",
                """
                description: Sends admissions
                owner: {team: Tests, contact: tests@example.org}
                identity: {addresses: [127.0.0.1/32]}
                listeners:
                  door:
                    transport: %s
                """.formatted(transport.word()) + String.join("\n", listener).indent(4));
        write("systems/target.yaml", """
                description: Is told of everybody
                owner: {team: Tests, contact: tests@example.org}
                purposes: [TREAT]
                endpoints:
                  people:
                    transport: http
                    url: http://127.0.0.1:%d/people
                    method: POST
                    idempotent: true
                    timeout: 20s
                """.formatted(targetPort));
        write("routes/conformance/conformance.camel.yaml", """
                - route:
                    id: conformance
                    from:
                      uri: receive:%s:door
                      steps:
                        - setVariable: {name: reason, constant: nobody is told of a discharge}
                        - filter:
                            simple: "${header.trigger} != 'A03'"
                            steps:
                              - to: map:admission
                              - to: publish:admission
                              - to: send:target/people
                """.formatted(transport.word()));
        if (transport == Transport.HTTP) {
            write("routes/conformance/conformance.openapi.yaml", """
                    openapi: "3.1.0"
                    paths:
                      /admissions:
                        post: {operationId: admit}
                    """);
        }
    }

    /** Lines of the listener of each transport. */
    static List<String> mllp(int port) {
        return List.of("port: " + port, "frameLimit: 16KiB");
    }

    static List<String> http(int port) {
        return List.of("port: " + port, "bodyLimit: 16KiB", "authenticate: [token]");
    }

    static List<String> file(Servers servers, String own) {
        return List.of(
                "sftp: {host: 127.0.0.1, port: %d, account: sluice, hostKey: \"file:%s\", privateKey: \"file:%s\"}"
                        .formatted(
                                servers.sftp().port(),
                                servers.sftp().file("host-key.pub"),
                                servers.sftp().file("key")),
                "folder: " + own + "/inbound",
                "archive: " + own + "/archive",
                "quarantine: " + own + "/quarantine",
                "receipts: " + own + "/receipts",
                "poll: 50ms",
                "complete: {by: temporary-suffix}");
    }

    static List<String> kafka(Servers servers, String topic) {
        return List.of(
                "bootstrap: \"" + servers.stack().bootstrapServers() + "\"",
                "topics: [" + topic + "]",
                "startFrom: earliest",
                "recordLimit: 16KiB");
    }

    static List<String> jms(Servers servers, String queue) {
        return List.of(
                "broker: \"" + servers.artemis().url() + "\"",
                "queue: " + queue,
                "login: {user: %s, secret: \"file:%s\"}"
                        .formatted(
                                LocalArtemis.ACCOUNT,
                                servers.artemis().passwordFile().toAbsolutePath()),
                "messageLimit: 16KiB");
    }

    /** Changes a file as an operator would; the next {@link #read} sees it. */
    void edit(String file, String from, String to) {
        try {
            String text = Files.readString(folder.resolve(file));
            if (!text.contains(from)) {
                throw new IllegalStateException(file + " has no '" + from + "'");
            }
            write(file, text.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Catalog read() {
        Catalog catalog = CatalogReader.read(new FolderSource(folder), Map.of());
        if (!catalog.problems().isEmpty()) {
            throw new IllegalStateException(catalog.problems().toString());
        }
        return catalog;
    }

    private void copyCommon() {
        try (Stream<Path> files = Files.walk(COMMON)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                write(COMMON.relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
