package io.sluice.format.hl7;

/** What {@link MllpDecoder} finds in a stream of bytes, in order. */
public sealed interface MllpFrame {

    /** A message between a start block and an end block. */
    record Complete(byte[] bytes) implements MllpFrame {}

    /** A start block and bytes, but a new start block came before the end block. */
    record Broken(byte[] bytes) implements MllpFrame {}

    /** A frame beyond the limit: its beginning, enough to read its header. The rest is skipped up to its end block. */
    record TooLarge(byte[] beginning) implements MllpFrame {}

    /** Bytes outside of any frame. */
    record Garbage(int count) implements MllpFrame {}
}
