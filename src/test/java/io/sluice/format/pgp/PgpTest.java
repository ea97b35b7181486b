package io.sluice.format.pgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.archive.UnpackLimits;
import io.sluice.message.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgpTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant CREATED = NOW.minus(Duration.ofDays(30));
    private static final byte[] CONTENT = "account,amount\n4711,12.50\n".getBytes(StandardCharsets.UTF_8);

    private static final TestKeys HUB = TestKeys.made(CREATED, 0);
    private static final TestKeys BANK = TestKeys.made(CREATED, 0);
    private static final TestKeys STRANGER = TestKeys.made(CREATED, 0);
    private static final TestKeys EXPIRED =
            TestKeys.made(CREATED, Duration.ofDays(10).toSeconds());

    private static final PgpKeys AT_HUB = TestKeys.pair(HUB, BANK);
    private static final PgpKeys AT_BANK = TestKeys.pair(BANK, HUB);
    private static final PgpDemands UNSIGNED = new PgpDemands(true, false, UnpackLimits.DEFAULT);
    private static final PgpDemands NOTHING = new PgpDemands(false, false, UnpackLimits.DEFAULT);

    @TempDir
    Path folder;

    private static byte[] packed(byte[] content, PgpKeys keys, boolean sign, boolean armored, Instant at) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PgpOutput pgp = new PgpOutput(out, keys, sign, armored, at)) {
            pgp.write(content);
            pgp.finish();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    private byte[] open(byte[] message, PgpKeys keys, PgpDemands demands) throws IOException {
        Path spill = folder == null ? Path.of(System.getProperty("java.io.tmpdir")) : folder;
        try (InputStream in = PgpInput.open(new ByteArrayInputStream(message), keys, demands, NOW, spill)) {
            return in.readAllBytes();
        }
    }

    private void refused(byte[] message, PgpKeys keys, PgpDemands demands, String code) {
        assertThatThrownBy(() -> open(message, keys, demands))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(code);
    }

    @Test
    void whatIsSignedAndEncryptedIsOpenedByItsReceiver() throws IOException {
        byte[] armored = packed(CONTENT, AT_BANK, true, true, NOW);

        assertThat(new String(armored, StandardCharsets.US_ASCII))
                .startsWith("-----BEGIN PGP MESSAGE-----")
                .doesNotContain("4711", "Version");
        assertThat(open(armored, AT_HUB, PgpDemands.STRICT)).isEqualTo(CONTENT);
        assertThat(open(packed(CONTENT, AT_BANK, true, false, NOW), AT_HUB, PgpDemands.STRICT))
                .isEqualTo(CONTENT);
        assertThat(open(packed(new byte[0], AT_BANK, true, false, NOW), AT_HUB, PgpDemands.STRICT))
                .isEmpty();
    }

    @Test
    void aLargeFileIsProvenFromItsEncryptedCopyWhichIsGoneAfterwards() throws IOException {
        byte[] large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        byte[] message = packed(large, AT_BANK, true, false, NOW);

        try (InputStream in =
                PgpInput.open(new ByteArrayInputStream(message), AT_HUB, PgpDemands.STRICT, NOW, folder)) {
            try (var copies = Files.list(folder)) {
                assertThat(copies.toList()).singleElement().satisfies(copy -> {
                    assertThat(Files.readAllBytes(copy)).isEqualTo(message);
                    assertThat(Files.getPosixFilePermissions(copy)).hasSize(2); // read and write, of the owner
                });
            }
            assertThat(in.readAllBytes()).isEqualTo(large);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theCopyIsGoneWhenTheFileIsRefused() {
        byte[] large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        byte[] message = packed(large, AT_BANK, true, false, NOW);

        refused(Arrays.copyOf(message, message.length - 40), AT_HUB, PgpDemands.STRICT, "format.pgp-");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void eachWayInWhichAFileCanBeWrongHasItsCode() throws IOException {
        byte[] signed = packed(CONTENT, AT_BANK, true, false, NOW);

        refused(
                packed(CONTENT, TestKeys.pair(BANK, STRANGER), true, false, NOW),
                AT_HUB,
                PgpDemands.STRICT,
                "format.pgp-no-key");
        refused(packed(CONTENT, AT_BANK, false, false, NOW), AT_HUB, PgpDemands.STRICT, "format.pgp-not-signed");
        refused(
                packed(CONTENT, TestKeys.pair(STRANGER, HUB), true, false, NOW),
                AT_HUB,
                UNSIGNED,
                "format.pgp-signer-unknown");
        refused(
                packed(CONTENT, TestKeys.pair(EXPIRED, HUB), true, false, CREATED.plusSeconds(1)),
                TestKeys.pair(HUB, EXPIRED),
                PgpDemands.STRICT,
                "format.pgp-key-expired at the signer");
        refused("no pgp at all".getBytes(StandardCharsets.UTF_8), AT_HUB, PgpDemands.STRICT, "format.pgp-invalid");
        refused(new byte[0], AT_HUB, PgpDemands.STRICT, "format.pgp-invalid");
        refused(Arrays.copyOf(signed, signed.length - 1), AT_HUB, PgpDemands.STRICT, "format.pgp-");
        refused(literal(), AT_HUB, UNSIGNED, "format.pgp-not-encrypted");
        assertThat(open(packed(CONTENT, AT_BANK, false, false, NOW), AT_HUB, UNSIGNED))
                .isEqualTo(CONTENT);
        assertThat(open(literal(), AT_HUB, NOTHING)).isEqualTo(CONTENT);
    }

    /** Content in a packet of its own, neither encrypted nor signed. */
    private static byte[] literal() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PGPLiteralDataGenerator literal = new PGPLiteralDataGenerator();
        literal.open(out, PGPLiteralData.BINARY, "", CONTENT.length, PGPLiteralData.NOW)
                .write(CONTENT);
        literal.close();
        return out.toByteArray();
    }

    @Test
    void keysMustBeUsableForWhatTheyAreNeeded() {
        assertThatThrownBy(() -> PgpKeys.of(HUB.secret(), "wrong".toCharArray(), new byte[0]))
                .hasMessageStartingWith("format.pgp-key-unusable at the secret keys");
        assertThatThrownBy(() -> PgpKeys.of(new byte[0], new char[0], new byte[] {1, 2, 3}))
                .hasMessageStartingWith("format.pgp-key-unusable at the public keys");
        assertThatThrownBy(() -> packed(CONTENT, TestKeys.pair(BANK, EXPIRED), true, false, NOW))
                .hasMessageStartingWith("format.pgp-key-expired at the recipient");
        assertThatThrownBy(() -> packed(CONTENT, TestKeys.pair(EXPIRED, HUB), true, false, NOW))
                .hasMessageStartingWith("format.pgp-key-expired at the own signing key");
        assertThatThrownBy(() -> packed(CONTENT, TestKeys.pair(BANK, HUB), true, false, CREATED.minusSeconds(60)))
                .hasMessageStartingWith("format.pgp-key-expired at the recipient");
        PgpKeys none = PgpKeys.of(new byte[0], new char[0], new byte[0]);
        assertThatThrownBy(() -> packed(CONTENT, none, false, false, NOW))
                .hasMessageStartingWith("format.pgp-key-unusable at the recipient");
        PgpKeys openOnly = PgpKeys.of(new byte[0], new char[0], HUB.open());
        assertThatThrownBy(() -> packed(CONTENT, openOnly, true, false, NOW))
                .hasMessageStartingWith("format.pgp-key-unusable at the own signing key");
    }

    @Test
    void contentBeyondTheLimitIsRefusedBeforeAnyIsGiven() {
        byte[] message = packed(new byte[100_000], AT_BANK, true, false, NOW);

        refused(
                message,
                AT_HUB,
                new PgpDemands(true, true, new UnpackLimits(1, 99_999, 1 << 30, 10)),
                "format.archive-limit");
    }

    @Test
    void aFailingConnectionIsNotABrokenFile() {
        byte[] message = packed(CONTENT, AT_BANK, true, false, NOW);
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection lost");
            }
        };
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(message, 0, 120), failing);

        assertThatThrownBy(() -> PgpInput.open(in, AT_HUB, PgpDemands.STRICT, NOW, folder))
                .isInstanceOf(IOException.class)
                .hasMessage("connection lost");
    }

    @Property(tries = 150)
    void aChangedByteNeverChangesContent(
            @ForAll @IntRange(max = 100_000) int place, @ForAll @IntRange(min = 1, max = 255) int flip)
            throws IOException {
        byte[] message = packed(CONTENT, AT_BANK, true, false, NOW);
        message[place % message.length] ^= (byte) flip;
        try {
            assertThat(open(message, AT_HUB, PgpDemands.STRICT)).isEqualTo(CONTENT);
        } catch (ProblemException refused) {
            assertThat(refused.problem().code()).startsWith("format.");
        }
    }
}
