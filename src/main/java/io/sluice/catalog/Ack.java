package io.sluice.catalog;

import java.util.Optional;

/**
 * How messages are acknowledged.
 *
 * @param when STORED: after the commit of the original
 * @param onUnaccepted MSA-1 for a type or version that nobody accepts: AR or AE
 * @param onConflict MSA-1 for the same key with other bytes: AR, AE or AA
 * @param type MSH-9 of the acknowledgement, {@code ACK^A01}; empty: {@code ACK^<trigger of the message>}
 * @param application whether an application acknowledgement (MSH-16) may be asked of this integration
 */
public record Ack(When when, String onUnaccepted, String onConflict, Optional<String> type, boolean application) {

    public static final Ack DEFAULT = new Ack(When.STORED, "AR", "AR", Optional.empty(), false);

    /** The moment of the acknowledgement. */
    public enum When implements Word {
        STORED
    }
}
