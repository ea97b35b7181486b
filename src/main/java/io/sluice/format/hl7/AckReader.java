package io.sluice.format.hl7;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;

/** Reads what a receiver answered. */
public final class AckReader {

    /**
     * @param code MSA-1
     * @param controlId MSA-2, the MSH-10 of the message that is answered; empty when missing
     * @param error ERR-3.1 (ERR-1.4.1 before version 2.5); empty when missing, possibly not of HL7 table 0357
     */
    public record Reply(AckCode code, String controlId, String error) {}

    private AckReader() {}

    /**
     * @throws ProblemException {@link FormatProblem#HL7_NOT_AN_ACKNOWLEDGEMENT} without a known code in MSA-1, or as
     *     {@link Hl7Message#parse(byte[])}
     */
    public static Reply read(byte[] bytes) {
        Hl7Message reply = Hl7Message.parse(bytes);
        String code = reply.get("MSA-1-1").orElse("").strip();
        for (AckCode known : AckCode.values()) {
            if (known.name().equals(code)) {
                String error =
                        reply.get("ERR-3-1").or(() -> reply.get("ERR-1-4-1")).orElse("");
                return new Reply(known, reply.get("MSA-2").orElse("").strip(), error);
            }
        }
        throw new ProblemException(FormatProblem.HL7_NOT_AN_ACKNOWLEDGEMENT, "MSA-1");
    }
}
