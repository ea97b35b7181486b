package io.sluice.simulator;

import java.time.Duration;

/**
 * One message that was sent, and its acknowledgement.
 *
 * @param type MSH-9 of the message, for example {@code ADT^A01}; empty when it has none
 * @param controlId MSH-10 of the message
 * @param ack MSA-1, for example {@code AA}; empty when the message itself asks for no answer (MSH-15, MSH-16)
 * @param acknowledged MSA-2; differs from the control id when the receiver answered something else
 * @param error ERR-3 of a refusal, or empty
 * @param time from the first byte sent to the last byte received
 */
public record MllpExchange(
        String type, String controlId, String ack, String acknowledged, String error, Duration time) {

    /** AA or CA for this very message, or no answer because none was asked for. */
    public boolean accepted() {
        boolean positive = ack.equals("AA") || ack.equals("CA");
        return ack.isEmpty() || (positive && acknowledged.equals(controlId));
    }
}
