package io.sluice.conformance;

/**
 * What is sent.
 *
 * @param correlation under which the sender knows it, where its transport has a place for that; empty: none is given
 */
record Parcel(byte[] bytes, String correlation) {

    static Parcel of(byte[] bytes) {
        return new Parcel(bytes, "");
    }
}
