package io.sluice.catalog;

/**
 * What a system may send, over all its listeners and transports together.
 *
 * @param rate messages per second; 0 means no limit
 * @param burst messages that may come at once after a pause
 * @param concurrency messages that wait for their acknowledgement at once; 0 means no limit
 */
public record Inflow(double rate, int burst, int concurrency) {

    public static final Inflow UNLIMITED = new Inflow(0, 0, 0);
}
