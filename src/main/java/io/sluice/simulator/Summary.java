package io.sluice.simulator;

import java.util.List;

/**
 * What a simulator received, in numbers.
 *
 * @param keys how many different keys arrived
 * @param applied how many of them had an effect, once each
 * @param repeated further arrivals of the same body, without effect
 * @param conflicts arrivals of another body under a key that was applied
 * @param attempts all arrivals
 */
record Summary(long keys, long applied, long repeated, long conflicts, long attempts) {

    static Summary of(List<Receipt> seen) {
        long applied = seen.stream().filter(receipt -> receipt.count() > 0).count();
        return new Summary(
                seen.size(),
                applied,
                seen.stream().mapToLong(Receipt::count).sum() - applied,
                seen.stream().mapToLong(Receipt::conflicts).sum(),
                seen.stream().mapToLong(Receipt::attempts).sum());
    }
}
