package io.sluice.format.pgp;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPEncryptedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPOnePassSignature;
import org.bouncycastle.openpgp.PGPOnePassSignatureList;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;

/**
 * One reading of an OpenPGP message: encrypted data, compressed data, signature, content, nested as the sender chose.
 * The content is read first, then {@link #prove}; before that nothing says that it is what the sender sent.
 */
final class PgpMessage {

    private final PgpKeys keys;
    private final Instant at;
    private PGPEncryptedData encrypted;
    private InputStream decrypted;
    private PGPObjectFactory packets;
    private PGPOnePassSignatureList announced;
    private PGPOnePassSignature signature;
    private int signatureIndex;
    private InputStream content;

    private PgpMessage(PgpKeys keys, Instant at) {
        this.keys = keys;
        this.at = at;
    }

    /**
     * Reads up to the content.
     *
     * @throws ProblemException {@link FormatProblem#PGP_INVALID}, {@code PGP_NO_KEY}, {@code PGP_NOT_INTACT},
     *     {@code PGP_NOT_ENCRYPTED}, {@code PGP_NOT_SIGNED}, {@code PGP_SIGNER_UNKNOWN}, {@code PGP_KEY_EXPIRED}
     */
    static PgpMessage open(InputStream in, PgpKeys keys, PgpDemands demands, Instant at)
            throws IOException, PGPException {
        PgpMessage message = new PgpMessage(keys, at);
        message.packets = new BcPGPObjectFactory(PGPUtil.getDecoderStream(in));
        while (message.content == null) {
            message.packet(message.packets.nextObject());
        }
        refuse(demands.encrypted() && message.encrypted == null, FormatProblem.PGP_NOT_ENCRYPTED, "");
        refuse(demands.signed() && message.announced == null, FormatProblem.PGP_NOT_SIGNED, "");
        return message;
    }

    private void packet(Object packet) throws IOException, PGPException {
        switch (packet) {
            case PGPEncryptedDataList list when encrypted == null && announced == null -> decrypt(list);
            case PGPCompressedData compressed -> packets = new BcPGPObjectFactory(compressed.getDataStream());
            case PGPOnePassSignatureList list when announced == null -> announce(list);
            case PGPLiteralData literal -> content = literal.getInputStream();
            case null, default -> throw new ProblemException(FormatProblem.PGP_INVALID, "");
        }
    }

    private void decrypt(PGPEncryptedDataList list) throws PGPException {
        refuse(!list.isIntegrityProtected(), FormatProblem.PGP_NOT_INTACT, "");
        PGPException last = null;
        for (PGPEncryptedData one : list) {
            if (one instanceof PGPPublicKeyEncryptedData data) {
                for (PgpKeys.Own own : keys.decrypting(data.getKeyID())) {
                    try {
                        decrypted = data.getDataStream(new BcPublicKeyDataDecryptorFactory(own.secret()));
                        encrypted = data;
                        packets = new BcPGPObjectFactory(decrypted);
                        return;
                    } catch (PGPException notThisKey) {
                        last = notThisKey;
                    }
                }
            }
        }
        throw last == null
                ? new ProblemException(FormatProblem.PGP_NO_KEY, "")
                : new ProblemException(FormatProblem.PGP_INVALID, "");
    }

    private void announce(PGPOnePassSignatureList list) throws PGPException {
        announced = list;
        for (int i = 0; i < list.size() && signature == null; i++) {
            Optional<PGPPublicKey> signer = keys.signer(list.get(i).getKeyID());
            if (signer.isPresent()) {
                refuse(!KeyValidity.valid(signer.get(), at), FormatProblem.PGP_KEY_EXPIRED, "the signer");
                signature = list.get(i);
                signature.init(new BcPGPContentVerifierBuilderProvider(), signer.get());
                signatureIndex = i;
            }
        }
        refuse(signature == null, FormatProblem.PGP_SIGNER_UNKNOWN, "");
    }

    /** What the sender packed; -1 at its end, after which {@link #prove} tells. */
    int read(byte[] into, int offset, int length) throws IOException {
        int read = content.read(into, offset, length);
        if (read > 0 && signature != null) {
            signature.update(into, offset, read);
        }
        return read;
    }

    /**
     * To be called at the end of the content.
     *
     * @throws ProblemException {@link FormatProblem#PGP_SIGNATURE_WRONG}, {@link FormatProblem#PGP_NOT_INTACT}
     */
    void prove() throws IOException, PGPException {
        boolean signed = signature == null || signed();
        if (encrypted != null) {
            byte[] rest = new byte[1 << 13];
            while (decrypted.read(rest) >= 0) {
                // up to the code that protects it
            }
            // AEAD proves every piece when it is read, and the length at the end (RFC 9580 section 5.13.2).
            refuse(!encrypted.isAEAD() && !encrypted.verify(), FormatProblem.PGP_NOT_INTACT, "");
        }
        refuse(!signed, FormatProblem.PGP_SIGNATURE_WRONG, "");
    }

    /** Signatures stand behind the content in the reverse order of their announcements. */
    private boolean signed() throws IOException, PGPException {
        if (!(packets.nextObject() instanceof PGPSignatureList list) || list.size() != announced.size()) {
            return false;
        }
        PGPSignature one = list.get(list.size() - 1 - signatureIndex);
        return one.getKeyID() == signature.getKeyID()
                && List.of(PGPSignature.BINARY_DOCUMENT, PGPSignature.CANONICAL_TEXT_DOCUMENT)
                        .contains(one.getSignatureType())
                && signature.verify(one);
    }

    private static void refuse(boolean wrong, FormatProblem problem, String where) {
        if (wrong) {
            throw new ProblemException(problem, where);
        }
    }
}
