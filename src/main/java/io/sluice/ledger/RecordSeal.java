package io.sluice.ledger;

import java.nio.charset.StandardCharsets;

/**
 * Data of events as they lie on topics that are not shared: compressed, then sealed with the ledger's keys. Whoever has
 * the keys opens them again, whatever topic they were read from.
 */
public final class RecordSeal {

    private static final byte[] CONTEXT = "sluice/record".getBytes(StandardCharsets.US_ASCII);

    private final Keyring keyring;

    public RecordSeal(Keyring keyring) {
        this.keyring = keyring;
    }

    public byte[] seal(byte[] data) {
        return keyring.seal(Compression.pack(data), CONTEXT);
    }

    /** @throws io.sluice.message.ProblemException when it was sealed with other keys or altered */
    public byte[] open(byte[] sealed) {
        return Compression.unpack(keyring.open(sealed, CONTEXT));
    }
}
