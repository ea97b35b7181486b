package io.sluice.send;

import io.sluice.catalog.MllpEndpoint.ControlId;
import io.sluice.format.hl7.Hl7Edit;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.format.hl7.MllpFraming;
import io.sluice.message.ProblemException;
import java.util.UUID;

/**
 * An HL7 v2 message as it goes out. Apart from MSH-10 every byte is that of the delivery.
 *
 * @param controlId MSH-10, which the acknowledgement must name in MSA-2
 * @param frame with start and end block
 */
record OutgoingMessage(String controlId, byte[] frame) {

    /** Crockford's base 32: no I, L, O, U, so that it can be read out, and one case, since some receivers fold it. */
    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    private static final int SHORT_LENGTH = 20;
    private static final int BITS = 5;

    /** @throws ProblemException {@link SendProblem#NOT_SENDABLE} or of {@link io.sluice.format.FormatProblem} */
    static OutgoingMessage of(UUID delivery, byte[] body, ControlId kind) {
        Hl7Message message = Hl7Message.parse(body);
        String controlId = switch (kind) {
            case KEEP -> message.header().controlId();
            case SHORT20 -> short20(delivery);
            case UUID -> delivery.toString();
        };
        if (controlId.isBlank()) {
            throw new ProblemException(SendProblem.NOT_SENDABLE, "MSH-10");
        }
        byte[] bytes = kind == ControlId.KEEP
                ? message.bytes()
                : Hl7Edit.of(message).set("MSH-10", controlId).bytes();
        if (breaksFrame(bytes)) {
            throw new ProblemException(SendProblem.NOT_SENDABLE, "a start or end block inside the message");
        }
        return new OutgoingMessage(controlId.strip(), MllpFraming.encode(bytes));
    }

    /**
     * 20 characters, for receivers before HL7 2.7: the first 100 of the 122 bits that distinguish the delivery's id.
     */
    static String short20(UUID delivery) {
        // A UUID has its version in bits 48 to 51 and its variant in bits 64 and 65, the same in each.
        long high = delivery.getMostSignificantBits();
        long first = (high & 0xFFFF_FFFF_FFFF_0000L) | (high & 0xFFFL) << 4;
        long second = delivery.getLeastSignificantBits() << 2;
        StringBuilder id = new StringBuilder(SHORT_LENGTH);
        for (int i = 0; i < SHORT_LENGTH; i++) {
            long from = i < 12 ? first : second;
            int shift = 64 - BITS * ((i < 12 ? i : i - 12) + 1);
            id.append(ALPHABET[(int) (from >>> shift) & 31]);
        }
        return id.toString();
    }

    private static boolean breaksFrame(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            boolean end = bytes[i] == MllpFraming.END
                    && (i + 1 == bytes.length || bytes[i + 1] == MllpFraming.CARRIAGE_RETURN);
            if (bytes[i] == MllpFraming.START || end) {
                return true;
            }
        }
        return false;
    }
}
