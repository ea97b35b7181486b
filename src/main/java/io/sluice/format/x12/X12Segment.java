package io.sluice.format.x12;

import java.util.Arrays;
import java.util.Set;

/** A segment with its exact bytes. Elements, repetitions and components count from 1. For one thread. */
public final class X12Segment {

    /** Their elements are read as they stand: they hold delimiters, or have a fixed width. */
    private static final Set<String> VERBATIM = Set.of("ISA");

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final long offset;
    private final X12Delimiters delimiters;
    private int[] ends;

    /**
     * @param bytes with the line breaks that stand before it, and its terminator
     * @param start of the tag
     * @param end behind the last element; the terminator follows, or nothing at the end of a file that is cut off
     * @param offset of {@code bytes} in the file
     */
    X12Segment(byte[] bytes, int start, int end, long offset, X12Delimiters delimiters) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.offset = offset;
        this.delimiters = delimiters;
    }

    /** With the line breaks before it and its terminator; concatenated they are the file. Not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** As {@link #bytes} without the line breaks before it. */
    public byte[] trimmed() {
        return start == 0 ? bytes : Arrays.copyOfRange(bytes, start, bytes.length);
    }

    /** Bytes of the file before its tag. */
    public long offset() {
        return offset + start;
    }

    public X12Delimiters delimiters() {
        return delimiters;
    }

    /** False at the end of a file that is cut off. */
    public boolean terminated() {
        return end < bytes.length;
    }

    public String tag() {
        return X12Text.of(bytes, start, bound(0));
    }

    public boolean is(String tag) {
        int length = bound(0) - start;
        if (length != tag.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[start + i] != tag.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The number of its last element. */
    public int elements() {
        bound(0);
        return ends.length - 1;
    }

    /** The element as it stands, delimiters included; empty when it is empty, null when the segment ends before it. */
    public String element(int element) {
        return value(element, 0, 0);
    }

    /** How many repetitions the element has; 0 when the segment ends before it. */
    public int repetitions(int element) {
        if (element > elements()) {
            return 0;
        }
        return verbatim() ? 1 : 1 + count(delimiters.repetition(), from(element), bound(element));
    }

    /** How many components a repetition has; 1 for what is no composite. */
    int components(int element, int repetition) {
        int from = part(delimiters.repetition(), from(element), bound(element), repetition);
        return 1 + count(delimiters.component(), from, partEnd(delimiters.repetition(), from, bound(element)));
    }

    /**
     * @param repetition 0 for the first, or, without a component, for all as they stand
     * @param component 0 for the whole; what is no composite is its own first component
     * @return empty when it is empty, null when there is none
     */
    public String value(int element, int repetition, int component) {
        if (element < 1 || element > elements()) {
            return null;
        }
        int from = from(element);
        int to = bound(element);
        if (verbatim()) {
            return repetition > 1 || component > 1
                    ? null
                    : X12Text.of(bytes, from, to).stripTrailing();
        }
        if (repetition > 0 || component > 0) {
            from = part(delimiters.repetition(), from, to, Math.max(repetition, 1));
            to = from < 0 ? -1 : partEnd(delimiters.repetition(), from, to);
        }
        if (component > 0 && from >= 0) {
            from = part(delimiters.component(), from, to, component);
            to = from < 0 ? -1 : partEnd(delimiters.component(), from, to);
        }
        return from < 0 ? null : X12Text.of(bytes, from, to);
    }

    boolean verbatim() {
        return VERBATIM.contains(tag());
    }

    private int from(int element) {
        return bound(element - 1) + 1;
    }

    /** Where an element ends; of 0 the tag. */
    private int bound(int element) {
        if (ends == null) {
            int[] found = new int[32];
            int count = 0;
            for (int i = start; i <= end; i++) {
                if (i == end || (bytes[i] & 0xFF) == delimiters.element()) {
                    found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
                    found[count++] = i;
                }
            }
            ends = Arrays.copyOf(found, count);
        }
        return ends[element];
    }

    private int count(char delimiter, int from, int to) {
        int count = 0;
        for (int i = from; i < to && delimiter != 0; i++) {
            count += (bytes[i] & 0xFF) == delimiter ? 1 : 0;
        }
        return count;
    }

    /** Where the n-th part begins; -1 when there are fewer. */
    private int part(char delimiter, int from, int to, int number) {
        int at = from;
        for (int part = 1; part < number; part++) {
            at = partEnd(delimiter, at, to) + 1;
            if (at > to) {
                return -1;
            }
        }
        return at;
    }

    private int partEnd(char delimiter, int from, int to) {
        int at = from;
        while (at < to && (delimiter == 0 || (bytes[at] & 0xFF) != delimiter)) {
            at++;
        }
        return at;
    }
}
