package io.sluice.broker;

import io.sluice.catalog.KafkaCluster;
import io.sluice.catalog.SecretRef;
import io.sluice.catalog.Tls;
import io.sluice.message.ProblemException;
import java.util.Properties;

/** Settings of a Kafka client, whatever it does: where the cluster is, and SASL and TLS towards it. */
public final class KafkaSettings {

    private KafkaSettings() {}

    /**
     * @param clientId as brokers show it
     * @throws ProblemException {@link BrokerProblem#SECRET_MISSING} with the reference, never the value
     */
    public static Properties of(KafkaCluster cluster, String clientId) {
        Properties settings = new Properties();
        settings.put("reconnect.backoff.max.ms", "1000");
        settings.putAll(cluster.client());
        settings.put("bootstrap.servers", cluster.bootstrap());
        settings.put("client.id", clientId);
        settings.put("security.protocol", protocol(cluster));
        // Nothing about this process goes to the brokers' operators but what clients must send.
        settings.put("enable.metrics.push", "false");
        cluster.login().ifPresent(login -> {
            settings.put("sasl.mechanism", login.mechanism());
            settings.put("sasl.jaas.config", jaas(login));
        });
        cluster.tls().ifPresent(tls -> stores(tls, settings));
        return settings;
    }

    private static String protocol(KafkaCluster cluster) {
        String channel = cluster.tls().isPresent() ? "SSL" : "PLAINTEXT";
        return cluster.login().isPresent() ? "SASL_" + channel : channel;
    }

    private static String jaas(KafkaCluster.Login login) {
        String module = login.mechanism().equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return "org.apache.kafka.common.security." + module + " required username=" + quoted(login.user())
                + " password=" + quoted(secret(login.secret())) + ";";
    }

    /** JAAS reads it like a string of Java. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void stores(Tls tls, Properties settings) {
        tls.trustStore().ifPresent(path -> {
            settings.put("ssl.truststore.location", path);
            settings.put("ssl.truststore.type", type(path));
            if (type(path).equals("PKCS12")) {
                tls.keyStorePassword().ifPresent(ref -> settings.put("ssl.truststore.password", secret(ref)));
            }
        });
        tls.keyStore().ifPresent(path -> {
            settings.put("ssl.keystore.location", path);
            settings.put("ssl.keystore.type", type(path));
            if (type(path).equals("PKCS12")) {
                tls.keyStorePassword().ifPresent(ref -> settings.put("ssl.keystore.password", secret(ref)));
            } else {
                tls.keyStorePassword().ifPresent(ref -> settings.put("ssl.key.password", secret(ref)));
            }
        });
    }

    private static String type(String path) {
        return path.endsWith(".p12") || path.endsWith(".pfx") ? "PKCS12" : "PEM";
    }

    private static String secret(SecretRef ref) {
        return ref.value().orElseThrow(() -> new ProblemException(BrokerProblem.SECRET_MISSING, ref.toString()));
    }
}
