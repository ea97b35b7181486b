package io.sluice.format.pgp;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;

/** What a key may be used for, and when. */
final class KeyValidity {

    private KeyValidity() {}

    static boolean mayEncrypt(PGPPublicKey key) {
        return key.isEncryptionKey() && allows(key, KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE);
    }

    static boolean maySign(PGPPublicKey key) {
        boolean able = switch (key.getAlgorithm()) {
            case PGPPublicKey.RSA_GENERAL,
                    PGPPublicKey.RSA_SIGN,
                    PGPPublicKey.DSA,
                    PGPPublicKey.ECDSA,
                    PGPPublicKey.EDDSA_LEGACY,
                    PGPPublicKey.Ed25519,
                    PGPPublicKey.Ed448 -> true;
            default -> false;
        };
        return able && allows(key, KeyFlags.SIGN_DATA);
    }

    /** A key that says nothing about its use may be used for all that its algorithm can. */
    private static boolean allows(PGPPublicKey key, int flags) {
        boolean said = false;
        for (Iterator<PGPSignature> signatures = key.getSignatures(); signatures.hasNext(); ) {
            PGPSignature signature = signatures.next();
            int known =
                    signature.hasSubpackets() ? signature.getHashedSubPackets().getKeyFlags() : 0;
            if ((known & flags) != 0) {
                return true;
            }
            said |= known != 0;
        }
        return !said;
    }

    /**
     * @param master of the ring; with it all its keys end
     * @throws ProblemException {@link FormatProblem#PGP_KEY_EXPIRED} when none is valid
     */
    static PGPPublicKey newest(List<PGPPublicKey> keys, PGPPublicKey master, Instant at, String which) {
        return keys.stream()
                .filter(key -> valid(key, at) && (!master.isMasterKey() || valid(master, at)))
                .max(Comparator.comparing(PGPPublicKey::getCreationTime))
                .orElseThrow(() -> new ProblemException(FormatProblem.PGP_KEY_EXPIRED, which));
    }

    static boolean valid(PGPPublicKey key, Instant at) {
        Instant created = key.getCreationTime().toInstant();
        long seconds = key.getValidSeconds();
        return !key.hasRevocation()
                && !at.isBefore(created)
                && (seconds == 0 || at.isBefore(created.plusSeconds(seconds)));
    }
}
