package io.sluice.send;

/** Where measurements of sending go. Called by the threads that send; must not block. Labels never carry content. */
public interface SendMeter {

    SendMeter NONE = new SendMeter() {};

    /**
     * An attempt ended.
     *
     * @param outcome {@code delivered}, {@code retry}, {@code dead} or {@code in-doubt}
     * @param code problem code, empty when it was delivered
     */
    default void attempt(String endpoint, String outcome, String code, long micros) {}

    /** Work that was there had to wait for the rate or concurrency of the endpoint or of its system. */
    default void sendingHeldUp(String endpoint) {}

    /** The endpoint's breaker changed by itself. */
    default void breaker(String endpoint, BreakerState state) {}
}
