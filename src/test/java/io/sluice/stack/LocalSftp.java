package io.sluice.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * A real SFTP server (MINA SSHD) in this JVM, on loopback, with one account that has one key and one password. Its
 * folder holds {@code account}, {@code key} (private), {@code password}, {@code host-key.pub}, and {@code home}, which
 * is all that the account sees: {@code inbound/<integration>}, {@code archive}, {@code quarantine}, {@code receipts},
 * {@code outbound}.
 */
public final class LocalSftp implements Component {

    public static final String ACCOUNT = "sluice";

    private static final List<String> FOLDERS = List.of("archive", "quarantine", "receipts", "outbound");
    private static final List<String> INTEGRATIONS = List.of(
            "erp-item-master",
            "erp-hr-drop",
            "erp-purchase-orders",
            "erp-suppliers",
            "erp-invoices",
            "payer-remittances",
            "claims-out",
            "claim-acknowledgements");

    private final Path folder;
    private final int port;
    private SshServer server;
    private volatile boolean mute;

    LocalSftp(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** A server of one test's own on a free port. */
    public static LocalSftp start(Path folder) {
        LocalSftp sftp = new LocalSftp(folder, Ports.free());
        try {
            sftp.start();
            return sftp;
        } catch (Exception e) {
            throw new StackException("The SFTP server did not start.", e);
        }
    }

    public int port() {
        return port;
    }

    /** All that the account sees. */
    public Path home() {
        return folder.resolve("home");
    }

    /** A file of {@code account}, {@code key}, {@code password}, {@code host-key.pub}. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public String name() {
        return "sftp";
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
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
        for (String name : FOLDERS) {
            Files.createDirectories(home().resolve(name));
        }
        for (String name : INTEGRATIONS) {
            Files.createDirectories(home().resolve("inbound").resolve(name));
        }
        ownerOnly(file("account"), ACCOUNT.getBytes(StandardCharsets.UTF_8));
        key("host-key");
        key("key");
        if (!Files.exists(file("password"))) {
            ownerOnly(file("password"), java.util.UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        }
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(new FileKeyPairProvider(file("host-key")));
        AuthorizedKeyEntry known = AuthorizedKeyEntry.parseAuthorizedKeyEntry(Files.readString(file("key.pub")));
        var accepted = known.resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
        server.setPublickeyAuthenticator(
                (account, given, session) -> account.equals(ACCOUNT) && KeyUtils.compareKeys(accepted, given));
        String password = Files.readString(file("password"));
        server.setPasswordAuthenticator((account, given, session) -> account.equals(ACCOUNT) && given.equals(password));
        server.setFileSystemFactory(new VirtualFileSystemFactory(home()));
        SftpSubsystemFactory subsystem = new SftpSubsystemFactory();
        subsystem.addSftpEventListener(new SftpEventListener() {
            @Override
            public void received(ServerSession session, int type, int id) throws IOException {
                while (mute) {
                    LockSupport.parkNanos(10_000_000);
                }
            }
        });
        server.setSubsystemFactories(List.of(subsystem));
        server.start();
    }

    /** Breaks off every session, as a restart of the server or a firewall does. */
    public void breakSessions() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    /** From now on requests are taken and not answered, while connections live. */
    public void mute(boolean muted) {
        mute = muted;
    }

    @Override
    public void close() {
        mute = false;
        if (server != null) {
            try {
                server.stop(true);
            } catch (IOException ended) {
                // it has no port and no session any more, which is all that counts
            }
            server = null;
        }
    }

    private void key(String name) throws IOException, GeneralSecurityException {
        if (Files.exists(file(name))) {
            return;
        }
        KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        ByteArrayOutputStream secret = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, name, null, secret);
        try (OutputStream open = Files.newOutputStream(file(name + ".pub"))) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePublicKey(pair, name, open);
        }
        ownerOnly(file(name), secret.toByteArray());
    }

    private static void ownerOnly(Path file, byte[] content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, content);
    }
}
