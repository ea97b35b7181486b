package io.sluice.receive.mllp;

import static io.sluice.receive.Hl7Text.admission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.SecretRef;
import io.sluice.catalog.Tls;
import io.sluice.receive.DoorCatalog;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.RecordingLedger;
import io.sluice.stack.KeyStores;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and mutual TLS with stores as administrators make them, by keytool. */
class TlsTest {

    @TempDir
    static Path folder;

    private static KeyStores keys;

    private final RecordingLedger ledger = RecordingLedger.committingAtOnce();

    @BeforeAll
    static void makeStores() throws Exception {
        keys = KeyStores.in(folder, "engine", "sender", "stranger");
        keys.trust("trusted", "sender");
    }

    @Test
    void aSenderThatTrustsTheEngineIsServedOverTls() throws Exception {
        try (OpenDoor door = new OpenDoor(DoorCatalog.standard().tls(tls(null)), ledger.ledger());
                MllpClient sender = connect(door, null)) {
            sender.send(admission("M1"));

            assertThat(sender.reply().get("MSA-1")).contains("AA");
            assertThat(ledger.arrivals().getFirst().peer()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void withATrustStoreTheSenderIsKnownByItsCertificate() throws Exception {
        for (String trusted : new String[] {store("trusted"), pem("sender")}) {
            try (OpenDoor door = new OpenDoor(DoorCatalog.standard().tls(tls(trusted)), ledger.ledger());
                    MllpClient sender = connect(door, "sender")) {
                sender.send(admission("M1"));

                assertThat(sender.reply().get("MSA-1")).contains("AA");
                assertThat(ledger.arrivals().getLast().peer()).isEqualTo("CN=sender");
            }
        }
    }

    @Test
    void aSenderWithoutAnAcceptedCertificateIsRefusedAndCounted() throws Exception {
        DoorCatalog mutual = DoorCatalog.standard().tls(tls(store("trusted")));
        for (String identity : new String[] {null, "stranger"}) {
            try (OpenDoor door = new OpenDoor(mutual, ledger.ledger())) {
                assertThat(serves(door, identity)).isFalse();

                await().until(() -> door.meter().refused(ReceiveProblem.TLS_FAILED) == 1);
                assertThat(ledger.arrivals()).isEmpty();
            }
        }
    }

    @Test
    void aSenderWithoutTlsIsRefused() throws Exception {
        try (OpenDoor door = new OpenDoor(DoorCatalog.standard().tls(tls(null)), ledger.ledger());
                MllpClient sender = door.connect()) {
            sender.send(admission("M1"));

            await().until(() -> door.meter().refused(ReceiveProblem.TLS_FAILED) == 1);
            assertThat(ledger.arrivals()).isEmpty();
        }
    }

    @Test
    void aListenerWhoseStoreCannotBeReadStaysClosedAndSaysWhichOne() {
        Tls wrong = new Tls(Optional.of(folder.resolve("missing.p12").toString()), Optional.empty(), Optional.empty());
        try (OpenDoor door = new OpenDoor(DoorCatalog.standard().tls(wrong), ledger.ledger())) {
            assertThat(door.listeners().ports()).isEmpty();
            assertThat(door.listeners().refused().get("ehr").problem()).isEqualTo(ReceiveProblem.TLS_UNUSABLE);
            assertThat(door.listeners().refused().get("ehr").where()).isEqualTo("ehr, keyStore");
        }
    }

    private static boolean serves(OpenDoor door, String identity) throws Exception {
        try (MllpClient sender = connect(door, identity)) {
            sender.send(admission("M1"));
            sender.reply();
            return true;
        } catch (SSLException refused) {
            return false;
        } catch (IOException closed) {
            return false;
        }
    }

    private static Tls tls(String trusted) {
        SecretRef password = new SecretRef("file", keys.password().toString());
        return new Tls(Optional.of(store("engine")), Optional.of(password), Optional.ofNullable(trusted));
    }

    private static MllpClient connect(OpenDoor door, String identity) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys.open("engine"));
        KeyManagerFactory own = null;
        if (identity != null) {
            own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(keys.open(identity), KeyStores.PASSWORD.toCharArray());
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own == null ? null : own.getKeyManagers(), trust.getTrustManagers(), null);
        Socket plain = new Socket("127.0.0.1", door.port());
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", door.port(), true);
        return new MllpClient(secured);
    }

    private static String store(String name) {
        return keys.store(name).toString();
    }

    private static String pem(String name) {
        return keys.pem(name).toString();
    }
}
