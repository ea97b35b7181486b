package io.sluice.ledger;

/** What is to be done about a call, once its request is committed. */
public sealed interface Calling {

    /**
     * Make it. Its bytes are those that were committed first, and {@code attempts} counts those that may have gone out.
     */
    record Make(ClaimedDelivery request) implements Calling {}

    /**
     * It was made before; this was the reply.
     *
     * @param status HTTP status, null when the transport has none
     */
    record Replied(String status, byte[] reply) implements Calling {}

    /**
     * It was made before and has failed, or nobody knows what became of it. The run ends by it, too, unless its tier
     * says how to go on without the system.
     */
    record Ended(String code, String rule, boolean inDoubt) implements Calling {}

    /** It failed with other bytes than those that it would have now. */
    record Changed() implements Calling {}
}
