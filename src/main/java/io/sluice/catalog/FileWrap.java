package io.sluice.catalog;

import java.util.Optional;

/**
 * What is around the content of files: packed first, then encrypted.
 *
 * @param pack how it is packed
 * @param pgp how it is encrypted and signed
 */
public record FileWrap(Optional<Pack> pack, Optional<Pgp> pgp) {

    public static final FileWrap NONE = new FileWrap(Optional.empty(), Optional.empty());

    /** A zip file holds one file. */
    public enum Pack implements Word {
        GZIP,
        ZIP
    }

    /**
     * OpenPGP.
     *
     * @param secretKey own keys, as {@code gpg --export-secret-keys --armor} gives them
     * @param passphrase of these; without it they have none
     * @param partners file of the partner's public keys, as {@code gpg --export} gives them
     * @param signed in: whether it must be signed by the partner; out: whether it is signed
     * @param armored out: whether it is text
     */
    public record Pgp(
            SecretRef secretKey, Optional<SecretRef> passphrase, String partners, boolean signed, boolean armored) {}
}
