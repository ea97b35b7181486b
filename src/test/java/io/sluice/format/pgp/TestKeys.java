package io.sluice.format.pgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.X25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.X25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** A pair of key rings as gpg makes them: Ed25519 to sign, a subkey on Curve25519 to encrypt. */
record TestKeys(byte[] secret, byte[] open) {

    static final char[] PASSPHRASE = "correct horse".toCharArray();

    /** @param seconds of validity; 0 for ever */
    static TestKeys made(Instant created, long seconds) {
        try {
            SecureRandom random = new SecureRandom();
            Ed25519KeyPairGenerator signing = new Ed25519KeyPairGenerator();
            signing.init(new Ed25519KeyGenerationParameters(random));
            X25519KeyPairGenerator encrypting = new X25519KeyPairGenerator();
            encrypting.init(new X25519KeyGenerationParameters(random));
            BcPGPKeyPair master =
                    new BcPGPKeyPair(PGPPublicKey.EDDSA_LEGACY, signing.generateKeyPair(), Date.from(created));
            BcPGPKeyPair sub = new BcPGPKeyPair(PGPPublicKey.ECDH, encrypting.generateKeyPair(), Date.from(created));
            PGPKeyRingGenerator ring = new PGPKeyRingGenerator(
                    PGPSignature.POSITIVE_CERTIFICATION,
                    master,
                    "Test <test@example.org>",
                    new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                    packets(KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA, seconds)
                            .generate(),
                    null,
                    new BcPGPContentSignerBuilder(master.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                    new BcPBESecretKeyEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256).build(PASSPHRASE));
            ring.addSubKey(sub, packets(KeyFlags.ENCRYPT_COMMS, seconds).generate(), null);
            ByteArrayOutputStream armored = new ByteArrayOutputStream();
            try (ArmoredOutputStream out = ArmoredOutputStream.builder().build(armored)) {
                ring.generateSecretKeyRing().encode(out);
            }
            return new TestKeys(
                    armored.toByteArray(), ring.generatePublicKeyRing().getEncoded());
        } catch (IOException | PGPException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static PGPSignatureSubpacketGenerator packets(int flags, long seconds) {
        PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
        packets.setKeyFlags(false, flags);
        packets.setKeyExpirationTime(false, seconds);
        return packets;
    }

    /** The own secret keys of one and the public keys of another. */
    static PgpKeys pair(TestKeys own, TestKeys partner) {
        return PgpKeys.of(own.secret(), PASSPHRASE, partner.open());
    }
}
