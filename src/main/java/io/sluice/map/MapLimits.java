package io.sluice.map;

/**
 * What one evaluation may cost.
 *
 * @param millis time; a generous bound on damage, since a slow machine must not change a result
 * @param depth expressions inside expressions, calls included
 */
public record MapLimits(long millis, int depth) {

    /** 5 seconds, depth 500. */
    public static final MapLimits DEFAULT = new MapLimits(5_000, 500);
}
