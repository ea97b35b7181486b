package io.sluice.format.hl7;

import java.util.Optional;

/**
 * The MSH segment of a message. Every text is empty when the field is. The applications and facilities are kept as they
 * stand in the message, with their components and escapes, so that an acknowledgement can carry them back unchanged.
 *
 * @param fieldSeparator MSH-1
 * @param encodingCharacters MSH-2, usually {@code ^~\&}
 * @param sendingApplication MSH-3
 * @param sendingFacility MSH-4
 * @param receivingApplication MSH-5
 * @param receivingFacility MSH-6
 * @param timestamp MSH-7 as sent
 * @param type MSH-9.1 and MSH-9.2 joined by {@code ^}, for example {@code ADT^A01}; {@code ACK} when there is no
 *     trigger
 * @param structure MSH-9.3, for example {@code ADT_A01}
 * @param controlId MSH-10
 * @param processingId MSH-11.1
 * @param version MSH-12.1
 * @param sequenceNumber MSH-13
 * @param acceptAck MSH-15: AL, NE, ER, SU (HL7 table 0155)
 * @param applicationAck MSH-16: as MSH-15
 * @param charset MSH-18, first repetition, as sent (HL7 table 0211)
 */
public record Hl7Header(
        char fieldSeparator,
        String encodingCharacters,
        String sendingApplication,
        String sendingFacility,
        String receivingApplication,
        String receivingFacility,
        String timestamp,
        String type,
        String structure,
        String controlId,
        String processingId,
        String version,
        String sequenceNumber,
        String acceptAck,
        String applicationAck,
        String charset) {

    /**
     * Best effort for a message that {@link Hl7Message#parse} refuses or of which only the beginning is known: enough
     * to address a refusal. Standard encoding characters are assumed where MSH-2 is missing.
     *
     * @return empty when the bytes do not begin with {@code MSH} and a separator
     */
    public static Optional<Hl7Header> peek(byte[] bytes) {
        return Hl7HeaderReader.peek(bytes);
    }

    /** The message code, for example {@code ADT}; empty when MSH-9 is. */
    public String code() {
        int caret = type.indexOf('^');
        return caret < 0 ? type : type.substring(0, caret);
    }

    /** The trigger event, for example {@code A01}; empty when there is none. */
    public String trigger() {
        int caret = type.indexOf('^');
        return caret < 0 ? "" : type.substring(caret + 1);
    }

    /** The same header with another type: an acknowledgement may have to name another trigger than its message. */
    public Hl7Header withType(String other) {
        return new Hl7Header(
                fieldSeparator,
                encodingCharacters,
                sendingApplication,
                sendingFacility,
                receivingApplication,
                receivingFacility,
                timestamp,
                other,
                structure,
                controlId,
                processingId,
                version,
                sequenceNumber,
                acceptAck,
                applicationAck,
                charset);
    }

    /** Whether the sender asks for enhanced acknowledgements (HL7 v2.5.1 section 2.9.3). */
    public boolean enhancedMode() {
        return !acceptAck.isEmpty() || !applicationAck.isEmpty();
    }
}
