package io.sluice.catalog;

import java.time.Duration;

/**
 * When an endpoint is broken off, and for how long. While it is open, work waits and attempts are not spent.
 *
 * @param failures so many failures in a row within {@code window} open it
 * @param openFor time until one delivery is let through as a probe
 */
public record Breaker(int failures, Duration window, Duration openFor) {}
