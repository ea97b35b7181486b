package io.sluice.format;

import java.util.List;

/** One message of any format, parsed as far as asked. Its bytes stay the original ones. */
public interface Content {

    Format format();

    /** The original, not a copy, not to be changed. */
    byte[] bytes();

    /**
     * What kind of message it says it is: {@code ADT^A01} for HL7 v2, {@code 837} for X12; empty when it does not say.
     */
    String type();

    /** The version of the standard that it says it follows; empty when it does not say. */
    String version();

    /** The id that its sender gave it; empty when there is none. */
    String controlId();

    /** Maps, lists and values, for mappings. */
    Object tree();

    /**
     * Tells whether two messages are the same but for some places.
     *
     * @param without places whose values may differ
     * @return SHA-256, 32 bytes
     */
    byte[] digest(List<Place> without);

    /** What was tolerated: codes with paths, never values. */
    List<String> tolerated();
}
