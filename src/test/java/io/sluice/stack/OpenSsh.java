package io.sluice.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The OpenSSH server of this machine, where it has one: run by the user of the tests with a configuration, a host key
 * and a client key of its own, on a free port of loopback. It shares nothing with a server that the machine may run.
 */
public final class OpenSsh implements AutoCloseable {

    private static final List<Path> SERVERS = List.of(Path.of("/usr/sbin/sshd"), Path.of("/usr/local/sbin/sshd"));
    private static final List<Path> KEYGENS =
            List.of(Path.of("/usr/bin/ssh-keygen"), Path.of("/usr/local/bin/ssh-keygen"));
    private static final int PATIENCE_SECONDS = 15;

    private final Path folder;
    private final int port;
    private final Process server;

    private OpenSsh(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /** What this machine lacks; empty when a server can be started. */
    public static Optional<String> missing() {
        if (found(SERVERS).isEmpty()) {
            return Optional.of("no sshd");
        }
        if (found(KEYGENS).isEmpty()) {
            return Optional.of("no ssh-keygen");
        }
        // As root it separates privileges, for which the machine has to be prepared.
        boolean root = System.getProperty("user.name").equals("root");
        return root && !Files.isDirectory(Path.of("/run/sshd"))
                ? Optional.of("no /run/sshd for root")
                : Optional.empty();
    }

    private static Optional<Path> found(List<Path> places) {
        return places.stream().filter(Files::isExecutable).findFirst();
    }

    /** Returns when it can be spoken to. */
    public static OpenSsh start(Path folder) throws IOException, InterruptedException {
        Path ssh = Files.createDirectories(folder.resolve("openssh"));
        key(ssh.resolve("host"));
        key(ssh.resolve("client"));
        Path authorized = ssh.resolve("authorized_keys");
        Files.copy(ssh.resolve("client.pub"), authorized);
        Files.setPosixFilePermissions(authorized, PosixFilePermissions.fromString("rw-------"));
        int port = Ports.free();
        Path config = ssh.resolve("sshd_config");
        Files.writeString(config, """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s
                PidFile %s
                AuthorizedKeysFile %s
                PubkeyAuthentication yes
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                UsePAM no
                StrictModes no
                Subsystem sftp internal-sftp
                """.formatted(port, ssh.resolve("host"), ssh.resolve("pid"), authorized));
        Process server = new ProcessBuilder(
                        found(SERVERS).orElseThrow().toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ssh.resolve("log").toFile())
                .start();
        OpenSsh open = new OpenSsh(ssh, port, server);
        open.awaitDoor();
        return open;
    }

    private static void key(Path file) throws IOException, InterruptedException {
        run(found(KEYGENS).orElseThrow().toString(), "-q", "-t", "rsa", "-b", "3072", "-N", "", "-f", file.toString());
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new StackException(command[0] + " failed: " + output, null);
        }
        return output;
    }

    private void awaitDoor() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (Socket door = new Socket()) {
                door.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return;
            } catch (IOException notYet) {
                if (!server.isAlive() || System.nanoTime() > end) {
                    server.destroyForcibly();
                    throw new StackException("sshd did not start: " + Files.readString(folder.resolve("log")), notYet);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    public int port() {
        return port;
    }

    public String account() {
        return System.getProperty("user.name");
    }

    public Path clientKey() {
        return folder.resolve("client");
    }

    /** As an analyst writes it into hostKey. */
    public String fingerprint() throws IOException {
        try {
            String shown = run(
                    found(KEYGENS).orElseThrow().toString(),
                    "-l",
                    "-f",
                    folder.resolve("host.pub").toString());
            return Stream.of(shown.split(" "))
                    .filter(word -> word.startsWith("SHA256:"))
                    .findFirst()
                    .orElseThrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        server.destroy();
        if (!server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }
}
