package io.sluice.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Keys and certificates in a folder, made as administrators make them, by keytool. All stores have one password, which
 * also stands in the file {@code password}.
 */
public final class KeyStores {

    public static final String PASSWORD = "for-tests-only";

    private final Path folder;

    /**
     * Makes for each name {@code <name>.p12}, a key with its certificate for 127.0.0.1, and the certificate alone as
     * {@code <name>.pem}.
     */
    public static KeyStores in(Path folder, String... names) {
        KeyStores stores = new KeyStores(folder);
        try {
            Files.writeString(stores.password(), PASSWORD + "\n");
            List<Process> making = new ArrayList<>(); // all at the same time: each takes a second
            for (String name : names) {
                making.add(stores.keytool(
                        name,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-dname",
                        "CN=" + name,
                        "-alias",
                        name));
            }
            making.forEach(stores::await);
            for (String name : names) {
                byte[] certificate = stores.open(name).getCertificate(name).getEncoded();
                String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate);
                Files.writeString(
                        stores.pem(name), "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new StackException("What keytool made cannot be read.", e);
        }
        return stores;
    }

    private KeyStores(Path folder) {
        this.folder = folder;
    }

    /** A further store, which trusts the certificate of a name and has no key. */
    public void trust(String store, String name) throws IOException {
        await(keytool(
                store,
                "-importcert",
                "-noprompt",
                "-alias",
                name,
                "-file",
                pem(name).toString()));
    }

    public Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    public Path pem(String name) {
        return folder.resolve(name + ".pem");
    }

    public Path password() {
        return folder.resolve("password");
    }

    public KeyStore open(String name) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store(name).toFile(), PASSWORD.toCharArray());
    }

    private Process keytool(String store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", store(store).toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(said().toFile()))
                .start();
    }

    private void await(Process keytool) {
        if (keytool.onExit().join().exitValue() != 0) {
            throw new StackException("keytool failed, see " + said());
        }
    }

    private Path said() {
        return folder.resolve("keytool.log");
    }
}
