package io.sluice.send;

import java.time.Instant;
import java.util.Optional;

/**
 * What one attempt came to, as far as the transport can tell. Statuses are HTTP status or MSA-1, null when no reply
 * came; responses are cut to {@link #MAX_RESPONSE} bytes.
 */
public sealed interface SendOutcome {

    /** Of a reply, this much is kept for the trace. */
    int MAX_RESPONSE = 64 * 1024;

    /** HTTP status, MSA-1, or null. */
    default String status() {
        return null;
    }

    /** Reply body, or null. */
    default byte[] response() {
        return null;
    }

    /** Null when it was accepted. */
    default SendProblem problem() {
        return null;
    }

    /** Whether it speaks against the health of the endpoint, for its breaker. */
    boolean endpointFault();

    /** The receiver has it. */
    record Accepted(String status, byte[] response) implements SendOutcome {

        @Override
        public boolean endpointFault() {
            return false;
        }
    }

    /** The receiver has said no for good, or it could not be sent at all. */
    record Refused(SendProblem problem, String status, byte[] response) implements SendOutcome {

        @Override
        public boolean endpointFault() {
            return false;
        }
    }

    /**
     * The receiver has said: not now; it has not applied it.
     *
     * @param notBefore when the receiver named a time (Retry-After); it then holds for the endpoint as a whole
     */
    record TryAgain(SendProblem problem, String status, byte[] response, Optional<Instant> notBefore)
            implements SendOutcome {

        @Override
        public boolean endpointFault() {
            return problem != SendProblem.BUSY && problem != SendProblem.PARTS_UNREAD;
        }
    }

    /** Nothing was sent. */
    record Unreached(SendProblem problem) implements SendOutcome {

        @Override
        public boolean endpointFault() {
            return problem != SendProblem.SECRET_MISSING;
        }
    }

    /** Bytes left, and it is unknown what became of them. */
    record Unanswered(SendProblem problem, String status) implements SendOutcome {

        @Override
        public boolean endpointFault() {
            return true;
        }
    }
}
