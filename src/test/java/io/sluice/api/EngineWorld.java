package io.sluice.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sluice.ledger.Keyring;
import io.sluice.simulator.ErpSimulator;
import io.sluice.simulator.LegacyReceiver;
import io.sluice.stack.LocalArtemis;
import io.sluice.stack.LocalSftp;
import io.sluice.stack.Ports;
import io.sluice.stack.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Everything around an engine under test: PostgreSQL with a database of its own, Kafka, the simulated ERP and
 * laboratory, an SFTP server, Artemis, a data folder, and an environment that points the shipped systems at all that.
 * Ports are free ones; the test finds them as {@code test.mllp.port}, {@code test.rest.port} and {@code test.erp.port},
 * what the SFTP account sees as {@code test.sftp.home}.
 */
public final class EngineWorld implements QuarkusTestResourceLifecycleManager {

    private ErpSimulator erp;
    private LegacyReceiver lab;
    private LocalSftp sftp;
    private LocalArtemis artemis;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("engine");
            erp = new ErpSimulator(0, folder.resolve("erp.journal"), InstantSource.system());
            lab = new LegacyReceiver(0, 0, folder.resolve("lab.journal"), InstantSource.system());
            sftp = LocalSftp.start(folder.resolve("sftp"));
            artemis = LocalArtemis.start(folder.resolve("artemis"));
            Path partnerKeys = folder.resolve("partner-keys");
            Keyring.open(partnerKeys);
            int mllp = Ports.free();
            int rest = Ports.free();
            Path environments = Files.createDirectories(folder.resolve("home/environments"));
            Files.writeString(
                    environments.resolve("local.yaml"),
                    environment(mllp, erp.port(), lab.port(), sftp, rest, Ports.free()));
            TestStack stack = TestStack.shared();
            String topic = partnerTopic(stack);
            Files.writeString(
                    environments.resolve("local.yaml"),
                    brokers(artemis, stack.bootstrapServers(), topic, partnerKeys),
                    StandardOpenOption.APPEND);
            Map<String, String> settings = new HashMap<>(stack.settings(stack.freshDatabase()));
            settings.put("sluice.home", folder.resolve("home").toString());
            settings.put("sluice.data", folder.resolve("data").toString());
            settings.put("test.mllp.port", Integer.toString(mllp));
            settings.put("test.rest.port", Integer.toString(rest));
            settings.put("test.sftp.home", sftp.home().toString());
            settings.put("test.jms.url", artemis.url());
            settings.put("test.jms.password", artemis.passwordFile().toString());
            settings.put("test.partner.topic", topic);
            settings.put("test.partner.keys", partnerKeys.toString());
            settings.put("test.erp.port", Integer.toString(erp.port()));
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            erp.close();
            lab.close();
            sftp.close();
            artemis.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String environment(int mllp, int erp, int lab, LocalSftp sftp, int rest, int api) {
        return """
                description: A test's own
                systems:
                  ehr:
                    listeners:
                      ehr: {host: 127.0.0.1, port: %1$d}
                    endpoints:
                      items: {host: 127.0.0.1, port: %3$d}
                  erp-finance:
                    endpoints:
                      customers: {url: "http://127.0.0.1:%2$d/customers"}
                      charges: {url: "http://127.0.0.1:%2$d/charges"}
                      journal:
                        sftp: {port: %4$d, hostKey: "file:%5$s", privateKey: "file:%6$s"}
                  archive:
                    endpoints:
                      results: {url: "http://127.0.0.1:%2$d/archive/results"}
                  lab:
                    endpoints:
                      adt: {host: 127.0.0.1, port: %3$d}
                  erp-supply:
                    listeners:
                      item-master:
                        sftp: {port: %4$d, hostKey: "file:%5$s", privateKey: "file:%6$s"}
                        poll: 200ms
                      purchase-orders:
                        sftp: {port: %4$d, hostKey: "file:%5$s", privateKey: "file:%6$s"}
                      suppliers:
                        sftp: {port: %4$d, hostKey: "file:%5$s", privateKey: "file:%6$s"}
                      invoices:
                        sftp: {port: %4$d, hostKey: "file:%5$s", privateKey: "file:%6$s"}
                        poll: 200ms
                  erp-hr:
                    listeners:
                      workers:
                        sftp: {port: %4$d, hostKey: "file:%5$s", privateKey: "file:%6$s"}
                  payer:
                    listeners:
                      remittances:
                        sftp: {port: %4$d, hostKey: "file:%5$s", privateKey: "file:%6$s"}
                      acknowledgements:
                        sftp: {port: %4$d, hostKey: "file:%5$s", privateKey: "file:%6$s"}
                  billing:
                    listeners:
                      claims:
                        sftp: {port: %4$d, hostKey: "file:%5$s", privateKey: "file:%6$s"}
                  saas-scheduling:
                    listeners:
                      saas: {port: %7$d}
                  supply-app:
                    listeners:
                      erp-api: {port: %8$d}
                """.formatted(mllp, erp, lab, sftp.port(), sftp.file("host-key.pub"), sftp.file("key"), rest, api);
    }

    private static String brokers(LocalArtemis artemis, String kafka, String topic, Path keys) {
        return """
                esb:
                  listeners:
                    esb-orders: {broker: "%1$s", login: {secret: "file:%2$s"}}
                  endpoints:
                    confirmations: {broker: "%1$s", login: {secret: "file:%2$s"}}
                partner:
                  listeners:
                    partner-patients: {bootstrap: "%3$s", topics: ["%4$s"], keys: "%5$s"}
                """.formatted(artemis.url(), artemis.passwordFile(), kafka, topic, keys)
                .indent(2);
    }

    /** Of its own, since the broker is shared by all tests of a run. */
    private static String partnerTopic(TestStack stack) {
        String topic = "partner-" + UUID.randomUUID() + ".sluice.patient.v1";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1)))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
        return topic;
    }
}
