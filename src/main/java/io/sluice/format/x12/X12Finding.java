package io.sluice.format.x12;

/**
 * One thing that is wrong in a set, without any value of it.
 *
 * @param tag of the segment, as far as a tag can be written
 * @param position in the set, ST being 1
 * @param loop code of the loop, {@code 2300}; empty when not known
 * @param element 0 for the segment itself
 * @param component 0 for the whole element
 * @param repetition 0 or 1 for the first
 * @param reference number of the data element in the dictionary, {@code 1271}; empty when not known
 */
public record X12Finding(
        X12Error error,
        String tag,
        int position,
        String loop,
        int element,
        int component,
        int repetition,
        String reference) {

    static X12Finding ofSegment(X12Error error, String tag, int position, String loop) {
        return new X12Finding(error, tag, position, loop, 0, 0, 0, "");
    }

    /** {@code HI-1-2 at 24: ELEMENT_MISSING}. */
    @Override
    public String toString() {
        String place = element == 0 ? "" : "-" + element + (component == 0 ? "" : "-" + component);
        return tag + place + " at " + position + ": " + error;
    }
}
