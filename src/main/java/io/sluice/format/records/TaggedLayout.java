package io.sluice.format.records;

import java.util.Optional;
import java.util.function.Predicate;

/** A layout whose records show by a tag what they are, so that several can be told apart in the bytes of a group. */
public interface TaggedLayout extends RecordLayout {

    /** Its kinds of record. */
    RecordTypes<?> types();

    /** Whether a record carries a tag. */
    Predicate<String> tags(byte[] record);

    /**
     * What stands between two records; empty when single records cannot be read without the beginning of their file.
     */
    Optional<byte[]> between();
}
