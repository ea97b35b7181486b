package io.sluice.format.pgp;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/**
 * The own secret keys and the public keys of one partner. Who may sign and to whom is encrypted is decided by which
 * keys are put in; there is no web of trust. Immutable.
 */
public final class PgpKeys {

    /** A secret key that is opened. */
    record Own(PGPPublicKey key, PGPPrivateKey secret) {}

    private final List<Own> own;
    private final List<PGPPublicKeyRing> partner;

    private PgpKeys(List<Own> own, List<PGPPublicKeyRing> partner) {
        this.own = List.copyOf(own);
        this.partner = List.copyOf(partner);
    }

    /**
     * @param secret own keys as {@code gpg --export-secret-keys} gives them, armored or not; empty for none
     * @param passphrase of all of them; not kept
     * @param partners public keys, as {@code gpg --export} gives them
     * @throws ProblemException {@link FormatProblem#PGP_KEY_UNUSABLE}
     */
    public static PgpKeys of(byte[] secret, char[] passphrase, byte[] partners) {
        return new PgpKeys(own(secret, passphrase), partners(partners));
    }

    private static List<Own> own(byte[] secret, char[] passphrase) {
        List<Own> own = new ArrayList<>();
        try {
            var decryptor = new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(passphrase);
            if (secret.length > 0) {
                for (PGPSecretKeyRing ring : new PGPSecretKeyRingCollection(
                        PGPUtil.getDecoderStream(new ByteArrayInputStream(secret)), new BcKeyFingerprintCalculator())) {
                    for (PGPSecretKey key : ring) {
                        if (!key.isPrivateKeyEmpty()) { // the master of exported subkeys is a stub
                            own.add(new Own(key.getPublicKey(), key.extractPrivateKey(decryptor)));
                        }
                    }
                }
            }
            demand(secret.length == 0 || !own.isEmpty(), "the secret keys");
            return own;
        } catch (IOException | PGPException | RuntimeException unusable) {
            throw new ProblemException(FormatProblem.PGP_KEY_UNUSABLE, "the secret keys");
        }
    }

    private static List<PGPPublicKeyRing> partners(byte[] partners) {
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        try {
            if (partners.length > 0) {
                new PGPPublicKeyRingCollection(
                                PGPUtil.getDecoderStream(new ByteArrayInputStream(partners)),
                                new BcKeyFingerprintCalculator())
                        .forEach(rings::add);
            }
        } catch (IOException | PGPException | RuntimeException unusable) {
            throw new ProblemException(FormatProblem.PGP_KEY_UNUSABLE, "the public keys");
        }
        demand(partners.length == 0 || !rings.isEmpty(), "the public keys");
        return rings;
    }

    /** The own key of an id; any decrypting one for id 0, which hides the recipient (RFC 9580 section 5.1.8). */
    List<Own> decrypting(long id) {
        return own.stream()
                .filter(one -> id == 0 ? one.key().isEncryptionKey() : one.key().getKeyID() == id)
                .toList();
    }

    Optional<PGPPublicKey> signer(long id) {
        return partner.stream()
                .map(ring -> ring.getPublicKey(id))
                .filter(key -> key != null)
                .findFirst();
    }

    /**
     * One key of each partner, the newest that may encrypt.
     *
     * @throws ProblemException {@link FormatProblem#PGP_KEY_UNUSABLE} without any,
     *     {@link FormatProblem#PGP_KEY_EXPIRED}
     */
    List<PGPPublicKey> recipients(Instant at) {
        List<PGPPublicKey> recipients = new ArrayList<>();
        for (PGPPublicKeyRing ring : partner) {
            List<PGPPublicKey> able = new ArrayList<>();
            ring.forEach(key -> able.add(key));
            able.removeIf(key -> !KeyValidity.mayEncrypt(key));
            demand(!able.isEmpty(), "the recipient");
            recipients.add(KeyValidity.newest(able, ring.getPublicKey(), at, "the recipient"));
        }
        demand(!recipients.isEmpty(), "the recipient");
        return recipients;
    }

    /** The newest own key that may sign; throws as {@link #recipients}. */
    Own signing(Instant at) {
        List<PGPPublicKey> able =
                own.stream().map(Own::key).filter(KeyValidity::maySign).toList();
        demand(!able.isEmpty(), "the own signing key");
        PGPPublicKey chosen = KeyValidity.newest(able, able.getFirst(), at, "the own signing key");
        return own.stream()
                .filter(one -> one.key().getKeyID() == chosen.getKeyID())
                .findFirst()
                .orElseThrow();
    }

    private static void demand(boolean holds, String which) {
        if (!holds) {
            throw new ProblemException(FormatProblem.PGP_KEY_UNUSABLE, which);
        }
    }
}
