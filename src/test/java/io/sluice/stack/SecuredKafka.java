package io.sluice.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real Kafka broker in this JVM that lets clients in by TLS and SCRAM-SHA-512 only; within, on another port, it listens in
 * clear for its administrator.
 */
public final class SecuredKafka implements AutoCloseable {

    public static final String USER = "sluice";
    public static final String PASSWORD = "pass-word-1";

    private final Path folder;
    private final int port = Ports.free();
    private final int inside = Ports.free();
    private final LocalKafka broker;

    /** @param folder empty */
    public SecuredKafka(Path folder) throws Exception {
        this.folder = folder;
        StackFolder place = StackFolder.of(folder);
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store(),
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "broker",
                "-keystore",
                store(),
                "-storepass",
                "changeit",
                "-file",
                certificate());
        Map<String, String> secured = Map.ofEntries(
                Map.entry(
                        "listeners", "SECURED://127.0.0.1:" + port + ",INSIDE://127.0.0.1:" + inside + ",{controller}"),
                Map.entry("advertised.listeners", "SECURED://127.0.0.1:" + port + ",INSIDE://127.0.0.1:" + inside),
                Map.entry("listener.security.protocol.map", "SECURED:SASL_SSL,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "INSIDE"),
                Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry(
                        "listener.name.secured.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("ssl.keystore.location", store()),
                Map.entry("ssl.keystore.password", "changeit"),
                Map.entry("ssl.keystore.type", "PKCS12"));
        String user = "SCRAM-SHA-512=[name=" + USER + ",password=" + PASSWORD + "]";
        broker = new LocalKafka(place, port, secured, List.of(user));
        broker.start();
    }

    /** For clients. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** In clear, for the test's own doings. */
    public String inside() {
        return "127.0.0.1:" + inside;
    }

    /** PEM file that clients trust. */
    public String certificate() {
        return folder.resolve("broker.pem").toString();
    }

    private String store() {
        return folder.resolve("broker.p12").toString();
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Path said = folder.resolve("keytool.log");
        if (new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start()
                        .waitFor()
                != 0) {
            throw new StackException("keytool failed, see " + said);
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
