package io.sluice.stack;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * A real Artemis broker in this JVM, on loopback, with one account and durable messages on disk. What could not be
 * taken so often that it must be poison goes to queue {@code DLQ}.
 */
public final class LocalArtemis implements Component {

    public static final String ACCOUNT = "sluice";

    /** Of the stack's folder, with the password. */
    static final String SECRET = "artemis.password";

    /** The default of 10 is used up by ten rollbacks, that is by any outage of some seconds. */
    private static final int MAX_DELIVERY_ATTEMPTS = 100;

    /** In nanoseconds. The default lets one producer wait ten times as long for company. */
    private static final int JOURNAL_BUFFER_TIMEOUT = 200_000;

    private static final int JOURNAL_FILE = 10 << 20;

    private final StackFolder folder;
    private final int port;
    private EmbeddedActiveMQ server;

    LocalArtemis(StackFolder folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** A broker of one test's own, on a free port. */
    public static LocalArtemis start(Path root) {
        LocalArtemis artemis = new LocalArtemis(StackFolder.of(root), Ports.free());
        try {
            artemis.start();
            return artemis;
        } catch (Exception e) {
            throw new StackException("Artemis did not start.", e);
        }
    }

    @Override
    public String name() {
        return "artemis";
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** For connection factories. */
    public String url() {
        return "tcp://" + address();
    }

    /** Messages that a queue still has, those among them that somebody has taken and not committed. */
    public long held(String queue) {
        return server.getActiveMQServer().locateQueue(queue).getMessageCount();
    }

    public String password() {
        return folder.secret(SECRET);
    }

    /** File with the password and nothing else. */
    public Path passwordFile() {
        password();
        return folder.secretFile(SECRET);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public void start() throws Exception {
        SecurityConfiguration accounts = new SecurityConfiguration();
        accounts.addUser(ACCOUNT, password());
        accounts.addRole(ACCOUNT, ACCOUNT);
        server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration());
        server.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), accounts));
        server.start();
    }

    private Configuration configuration() throws Exception {
        Path data = folder.data(name());
        Configuration configuration = new ConfigurationImpl()
                .setName("sluice-local")
                .setPersistenceEnabled(true)
                .setSecurityEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(data.resolve("journal").toString())
                .setBindingsDirectory(data.resolve("bindings").toString())
                .setPagingDirectory(data.resolve("paging").toString())
                .setLargeMessagesDirectory(data.resolve("large").toString())
                .setJournalDatasync(true)
                .setJournalFileSize(JOURNAL_FILE)
                .setJournalMinFiles(2)
                .setJournalBufferTimeout_NIO(JOURNAL_BUFFER_TIMEOUT)
                .setPersistIDCache(true)
                .setMaxDiskUsage(-1);
        configuration.addAcceptorConfiguration("tcp", url() + "?protocols=CORE");
        configuration.putSecurityRoles(
                "#",
                Set.of(new Role(ACCOUNT, true, true, true, true, true, true, false, true, true, true, false, false)));
        configuration.addAddressSetting(
                "#",
                new AddressSettings()
                        .setDeadLetterAddress(SimpleString.of("DLQ"))
                        .setMaxDeliveryAttempts(MAX_DELIVERY_ATTEMPTS)
                        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                        .setMaxSizeBytes(20L << 20)
                        .setAutoDeleteQueues(false)
                        .setAutoDeleteAddresses(false));
        configuration.addQueueConfiguration(QueueConfiguration.of("DLQ")
                .setAddress("DLQ")
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(true));
        return configuration;
    }

    /** Ends without finishing anything, as a crash would; {@link #start} comes back on the same data. */
    public void crash() throws Exception {
        server.getActiveMQServer().fail(false);
        server = null;
    }

    @Override
    public void close() {
        if (server != null) {
            try {
                server.stop();
            } catch (Exception e) {
                throw new StackException("Artemis did not stop.", e);
            }
            server = null;
        }
    }
}
