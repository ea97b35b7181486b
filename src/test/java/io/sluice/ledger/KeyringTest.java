package io.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.message.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {

    private static final UUID ID = UUID.randomUUID();
    private static final byte[] BODY =
            "PID|1||4711^^^H^MR||CANARY^JANE".repeat(20).getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void whatIsSealedTellsNothingAndOpensAfterARestart() {
        byte[] sealed = new Payloads(Keyring.open(folder)).seal(BODY, ID, Payloads.ORIGINAL);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("CANARY", "4711");
        assertThat(sealed.length).isLessThan(BODY.length);
        assertThat(new Payloads(Keyring.open(folder)).open(sealed, ID, Payloads.ORIGINAL))
                .isEqualTo(BODY);
    }

    @Test
    void afterARotationOldBodiesOpenAndNewOnesNeedTheNewKey() throws IOException {
        Keyring before = Keyring.open(folder);
        byte[] old = new Payloads(before).seal(BODY, ID, Payloads.ORIGINAL);
        byte[] keysBefore = Files.readAllBytes(folder.resolve("payload.keyset"));
        before.rotate();
        byte[] fresh = new Payloads(before).seal(BODY, ID, Payloads.ORIGINAL);

        Payloads reopened = new Payloads(Keyring.open(folder));
        assertThat(reopened.open(old, ID, Payloads.ORIGINAL)).isEqualTo(BODY);
        assertThat(reopened.open(fresh, ID, Payloads.ORIGINAL)).isEqualTo(BODY);
        Files.write(folder.resolve("payload.keyset"), keysBefore);
        Payloads withoutNewKey = new Payloads(Keyring.open(folder));
        assertThatThrownBy(() -> withoutNewKey.open(fresh, ID, Payloads.ORIGINAL))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aBodyMovedToAnotherRowDoesNotOpen() {
        Payloads payloads = new Payloads(Keyring.open(folder));
        byte[] sealed = payloads.seal(BODY, ID, Payloads.ORIGINAL);

        assertThatThrownBy(() -> payloads.open(sealed, UUID.randomUUID(), Payloads.ORIGINAL))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> payloads.open(sealed, ID, Payloads.EVENT)).isInstanceOf(ProblemException.class);
    }

    @Test
    void hashesAreTheSameAfterARestartAndDifferWithAnotherRing(@TempDir Path other) {
        Keyring ring = Keyring.open(folder);

        assertThat(Keyring.open(folder).hash("mrn", "1")).isEqualTo(ring.hash("mrn", "1"));
        assertThat(Keyring.open(folder).lane("erp", "1")).isEqualTo(ring.lane("erp", "1"));
        assertThat(Keyring.open(other).hash("mrn", "1")).isNotEqualTo(ring.hash("mrn", "1"));
        assertThat(ring.hash("mrn1", "")).isNotEqualTo(ring.hash("mrn", "1"));
    }

    @Test
    void theFilesAreForTheirOwnerAloneAndTheKeysInThemAreWrapped() throws IOException {
        Keyring.open(folder);

        for (String name : List.of("master.key", "payload.keyset", "hash.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(folder.resolve("payload.keyset"))).contains("encryptedKeyset");
    }

    @Test
    void aForeignMasterKeyIsRefused(@TempDir Path other) throws IOException {
        Keyring.open(folder);
        Keyring.open(other);
        Files.copy(
                other.resolve("master.key"),
                folder.resolve("master.key"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> Keyring.open(folder))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(LedgerProblem.KEYS_UNREADABLE));
    }

    @Property
    void whatIsPackedComesBack(@ForAll @Size(max = 2_000) byte[] body) {
        assertThat(Compression.unpack(Compression.pack(body))).isEqualTo(body);
    }

    @Property
    void whatRepeatsIsPackedSmaller(@ForAll @Size(min = 1, max = 20) byte[] part) {
        byte[] body = new byte[4_000];
        for (int i = 0; i < body.length; i++) {
            body[i] = part[i % part.length];
        }

        byte[] packed = Compression.pack(body);

        assertThat(packed.length).isLessThan(500);
        assertThat(Compression.unpack(packed)).isEqualTo(body);
    }
}
