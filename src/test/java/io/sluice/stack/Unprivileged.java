package io.sluice.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. Where this process is root (a container, mostly), its programs run in a user
 * namespace of their own, in which they are nobody; files still belong to root.
 */
final class Unprivileged {

    private static final List<String> NAMESPACE = List.of("unshare", "--user");

    private final List<String> prefix;

    private Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    /** @throws StackException when this is root and the system allows no user namespaces */
    static Unprivileged forFilesOf(Path owned) throws IOException, InterruptedException {
        if (!owned.getFileSystem().supportedFileAttributeViews().contains("unix")
                || !Integer.valueOf(0).equals(Files.getAttribute(owned, "unix:uid"))) {
            return new Unprivileged(List.of());
        }
        Unprivileged namespace = new Unprivileged(NAMESPACE);
        if (namespace.command("true").start().waitFor() != 0) {
            throw new StackException("PostgreSQL does not run as root, and this system allows no user namespaces."
                    + " Run as an ordinary user.");
        }
        return namespace;
    }

    ProcessBuilder command(String... command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(command));
        return new ProcessBuilder(all);
    }
}
