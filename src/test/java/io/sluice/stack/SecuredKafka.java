package io.sluice.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real Kafka broker in this JVM that lets clients in by TLS and SCRAM-SHA-512 only; within, on another port, it
 * listens in clear for its administrator.
 */
public final class SecuredKafka implements AutoCloseable {

    public static final String USER = "sluice";
    public static final String PASSWORD = "pass-word-1";

    private final KeyStores keys;
    private final int port = Ports.free();
    private final int inside = Ports.free();
    private final LocalKafka broker;

    /** @param folder empty */
    public SecuredKafka(Path folder) throws Exception {
        StackFolder place = StackFolder.of(folder);
        keys = KeyStores.in(folder, "broker");
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
                Map.entry("ssl.keystore.location", keys.store("broker").toString()),
                Map.entry("ssl.keystore.password", KeyStores.PASSWORD),
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
        return keys.pem("broker").toString();
    }

    @Override
    public void close() {
        broker.close();
    }
}
