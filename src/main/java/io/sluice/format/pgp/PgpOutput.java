package io.sluice.format.pgp;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.CompressionAlgorithmTags;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPCompressedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/**
 * Encrypts and signs what is written: AES-256 with integrity protection, SHA-256, compressed, as every implementation
 * reads it. The message is whole when {@link #finish} returned; closing alone leaves one that no receiver accepts.
 */
public final class PgpOutput extends OutputStream {

    private static final int PIECE = 1 << 16;

    private final OutputStream out;
    private final Deque<OutputStream> layers = new ArrayDeque<>();
    private final PGPSignatureGenerator signature;
    private final OutputStream packed;
    private final OutputStream literal;

    /**
     * @param out closed with this
     * @param keys encrypts to all its partners
     * @param sign whether to sign with the own key
     * @param armored whether to write text (RFC 9580 section 6)
     * @param at when keys must be valid, and the time of the signature
     * @throws ProblemException {@link FormatProblem#PGP_KEY_UNUSABLE}, {@link FormatProblem#PGP_KEY_EXPIRED}; nothing
     *     is written then
     */
    public PgpOutput(OutputStream out, PgpKeys keys, boolean sign, boolean armored, Instant at) throws IOException {
        this.out = out;
        try {
            PGPEncryptedDataGenerator encryption =
                    new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                            .setWithIntegrityPacket(true)
                            .setSecureRandom(new SecureRandom()));
            for (PGPPublicKey recipient : keys.recipients(at)) {
                encryption.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(recipient));
            }
            signature = sign ? signature(keys.signing(at), at) : null;
            OutputStream outer =
                    armored ? layer(ArmoredOutputStream.builder().clearHeaders().build(out)) : out;
            OutputStream encrypted = layer(encryption.open(outer, new byte[PIECE]));
            packed = layer(new PGPCompressedDataGenerator(CompressionAlgorithmTags.ZIP).open(encrypted));
            if (sign) {
                signature.generateOnePassVersion(false).encode(packed);
            }
            // No name and no time of the file: they would tell something to everybody who may decrypt it.
            literal = new PGPLiteralDataGenerator()
                    .open(packed, PGPLiteralData.BINARY, "", PGPLiteralData.NOW, new byte[PIECE]);
        } catch (PGPException unusable) {
            throw new ProblemException(FormatProblem.PGP_KEY_UNUSABLE, "");
        }
    }

    private <T extends OutputStream> T layer(T one) {
        layers.push(one);
        return one;
    }

    private static PGPSignatureGenerator signature(PgpKeys.Own own, Instant at) throws PGPException {
        PGPSignatureGenerator signature = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(own.key().getAlgorithm(), HashAlgorithmTags.SHA256), own.key());
        signature.init(PGPSignature.BINARY_DOCUMENT, own.secret());
        PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
        packets.setSignatureCreationTime(false, Date.from(at));
        packets.setIssuerFingerprint(false, own.key());
        signature.setHashedSubpackets(packets.generate());
        return signature;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        literal.write(bytes, offset, length);
        if (signature != null) {
            signature.update(bytes, offset, length);
        }
    }

    /** Signs and ends the message. */
    public void finish() throws IOException {
        literal.close();
        try {
            if (signature != null) {
                signature.generate().encode(packed);
            }
        } catch (PGPException unusable) {
            throw new ProblemException(FormatProblem.PGP_KEY_UNUSABLE, "the own signing key");
        }
        while (!layers.isEmpty()) {
            layers.pop().close();
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
