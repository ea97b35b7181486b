package io.sluice.catalog;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An HL7 v2 receiver over MLLP.
 *
 * @param controlId what is written into MSH-10
 * @param ack meaning of each acknowledgement code (HL7 table 0008); all six are present
 */
public record MllpEndpoint(
        String name,
        String system,
        String host,
        int port,
        Optional<Tls> tls,
        ControlId controlId,
        Map<String, Answer> ack,
        Charset charset,
        boolean idempotent,
        Duration timeout,
        Limits limits,
        Optional<Breaker> breaker)
        implements Endpoint {

    /** AA and CA done, AE and CE retry, AR and CR dead. */
    public static final Map<String, Answer> DEFAULT_ACK = Map.of(
            "AA", Answer.DONE,
            "AE", Answer.RETRY,
            "AR", Answer.DEAD,
            "CA", Answer.DONE,
            "CE", Answer.RETRY,
            "CR", Answer.DEAD);

    public MllpEndpoint {
        ack = Map.copyOf(ack);
    }

    @Override
    public String transport() {
        return "mllp";
    }

    /** The control id of what goes out. MSH-10 has 20 characters before HL7 2.7. */
    public enum ControlId implements Word {
        /** As in the body. */
        KEEP,
        /** 20 characters derived from the delivery's id. */
        SHORT20,
        /** The delivery's id. */
        UUID
    }

    /** What an acknowledgement means for the delivery. */
    public enum Answer implements Word {
        DONE,
        RETRY,
        DEAD
    }
}
