package io.sluice.format.x12;

import java.util.concurrent.ConcurrentHashMap;

/**
 * A place in an interchange: {@code SEG[n or selection]-element[repetition]-component}; numbers count from 1, and a dot
 * may stand for the dash before the component.
 *
 * <ul>
 *   <li>{@code BEG-3}: element 3 of the first BEG; {@code CLM-5-1}: component 1 of CLM05
 *   <li>{@code N1[1=SE]-2}: element 2 of the first N1 whose element 1 is {@code SE}; {@code HI[1.1=ABK]-1-2} selects by
 *       a component
 *   <li>{@code NM1[2]-3}: of the second NM1; {@code EB-3[2]}: the second repetition
 *   <li>{@code HL}: the segment; {@code 4-1}: relative to a segment, {@code 1} to a composite, only where one is given
 * </ul>
 *
 * What is no composite is its own first component. A path that ends above components reads them as they stand.
 *
 * @param tag two or three characters; empty for a relative path
 * @param occurrence which segment of that name; 0 when not given (the first, or all)
 * @param selection which segment by a value; null when there is none
 * @param element 0 for the whole segment
 * @param repetition 0 when not given
 * @param component 0 for the whole element
 */
public record X12Path(String tag, int occurrence, Selection selection, int element, int repetition, int component) {

    /** Segments whose element (and component, if not 0) has this value. */
    public record Selection(int element, int component, String value) {

        boolean matches(X12Segment segment) {
            return value.equals(segment.value(element, 0, component));
        }
    }

    /**
     * Paths come from integrations and mappings, so there are few; the bound only stops a program that makes them up.
     */
    private static final int CACHED = 10_000;

    private static final ConcurrentHashMap<String, X12Path> CACHE = new ConcurrentHashMap<>();

    /**
     * The compiled form, from a cache.
     *
     * @throws io.sluice.message.ProblemException {@link io.sluice.format.FormatProblem#PATH_INVALID} naming the column
     */
    public static X12Path of(String path) {
        X12Path known = CACHE.get(path);
        if (known != null) {
            return known;
        }
        X12Path parsed = new X12PathParser(path).parse();
        if (CACHE.size() < CACHED) {
            CACHE.put(path, parsed);
        }
        return parsed;
    }

    public boolean relative() {
        return tag.isEmpty();
    }

    boolean selects(X12Segment segment) {
        return segment.is(tag) && (selection == null || selection.matches(segment));
    }

    /** Of a segment that it selects: null when it has none there. */
    String read(X12Segment segment) {
        return segment.value(element, repetition, component);
    }
}
