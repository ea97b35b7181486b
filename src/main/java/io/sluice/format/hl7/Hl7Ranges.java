package io.sluice.format.hl7;

/**
 * Ranges of bytes between delimiters, packed into a {@code long} (start in the upper half, end in the lower) so that
 * reading a field allocates nothing but its text. {@link #NONE} is the range of what is not there.
 */
final class Hl7Ranges {

    static final long NONE = -1;

    private Hl7Ranges() {}

    static long range(int start, int end) {
        return (long) start << 32 | end;
    }

    static int start(long range) {
        return (int) (range >>> 32);
    }

    static int end(long range) {
        return (int) range;
    }

    static boolean empty(long range) {
        return start(range) >= end(range);
    }

    /** The n-th part, from 0, between delimiters; the whole as part 0 when the delimiter is not in use. */
    static long part(byte[] bytes, long whole, byte delimiter, int n) {
        int from = start(whole);
        int to = end(whole);
        for (int i = from, skipped = 0; ; i++) {
            boolean end = i == to;
            if (end || bytes[i] == delimiter && delimiter != 0) {
                if (skipped == n) {
                    return range(from, i);
                }
                if (end) {
                    return NONE;
                }
                skipped++;
                from = i + 1;
            }
        }
    }

    /** How many parts there are; 1 for an empty range. */
    static int parts(byte[] bytes, long whole, byte delimiter) {
        int count = 1;
        for (int i = start(whole); i < end(whole) && delimiter != 0; i++) {
            if (bytes[i] == delimiter) {
                count++;
            }
        }
        return count;
    }

    static boolean contains(byte[] bytes, long range, byte wanted) {
        for (int i = start(range); i < end(range) && wanted != 0; i++) {
            if (bytes[i] == wanted) {
                return true;
            }
        }
        return false;
    }
}
