package io.sluice.catalog;

import java.util.Optional;

/**
 * What a target bears, whatever the inflow.
 *
 * @param rate deliveries per second; 0 means no limit
 * @param concurrency deliveries under way at once
 * @param hours when it may be called; empty means always
 */
public record Limits(double rate, int concurrency, Optional<Hours> hours) {

    public static final Limits DEFAULT = new Limits(0, 4, Optional.empty());
}
