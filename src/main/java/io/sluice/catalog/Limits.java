package io.sluice.catalog;

import java.util.Optional;

/**
 * What a system or one of its endpoints bears, whatever the inflow.
 *
 * @param rate deliveries per second; 0 means no limit
 * @param concurrency deliveries under way at once; 0 means no limit
 * @param hours when it may be called; empty means always
 */
public record Limits(double rate, int concurrency, Optional<Hours> hours) {

    public static final Limits NONE = new Limits(0, 0, Optional.empty());
}
