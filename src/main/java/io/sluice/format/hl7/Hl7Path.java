package io.sluice.format.hl7;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A place in a message: {@code SEG[n]-field[repetition or selection]-component-subcomponent}; a dot may stand for each
 * dash after the field. Numbers count from 1.
 *
 * <ul>
 *   <li>{@code PID-5-1-1}: subcomponent 1 of component 1 of the first repetition of PID-5 in the first PID
 *   <li>{@code PID-3[2]-1}, {@code OBX[2]-5}: the second repetition, the second OBX
 *   <li>{@code PID-3[5=MR]-1}: component 1 of the first repetition whose component 5 is {@code MR} ({@code [4.2=...]}
 *       names a subcomponent)
 *   <li>{@code PID}: the segment; {@code 4-1}: relative to a segment or a repetition, only where one is given
 * </ul>
 *
 * A part that has no parts of its own is its own first part, so {@code PID-8-1} also reads a plain {@code PID-8}. A
 * path that ends above parts, such as {@code MSH-9}, reads them all as they stand, delimiters and escapes included.
 *
 * @param segment three characters; empty for a relative path
 * @param occurrence which segment of that name; 0 when not given (the first, or all)
 * @param field 0 for the whole segment
 * @param repetition 0 when not given (the first, or all) or chosen by {@code selection}
 * @param selection null when there is none
 * @param component 0 for the whole repetition
 * @param subcomponent 0 for the whole component
 */
public record Hl7Path(
        String segment,
        int occurrence,
        int field,
        int repetition,
        Selection selection,
        int component,
        int subcomponent) {

    /** The first repetition whose component (and subcomponent, if not 0) has this value. */
    public record Selection(int component, int subcomponent, String value) {}

    /** Paths come from routes and mappings, so there are few; the bound only stops a program that makes them up. */
    private static final int CACHED = 10_000;

    private static final ConcurrentHashMap<String, Hl7Path> CACHE = new ConcurrentHashMap<>();

    public Hl7Path {
        Objects.requireNonNull(segment);
    }

    /**
     * The compiled form, from a cache.
     *
     * @throws io.sluice.message.ProblemException {@link io.sluice.format.FormatProblem#PATH_INVALID} naming the column
     */
    public static Hl7Path of(String path) {
        Hl7Path known = CACHE.get(path);
        if (known != null) {
            return known;
        }
        Hl7Path parsed = new Hl7PathParser(path).parse();
        if (CACHE.size() < CACHED) {
            CACHE.put(path, parsed);
        }
        return parsed;
    }

    public boolean relative() {
        return segment.isEmpty();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(segment);
        if (occurrence > 0) {
            text.append('[').append(occurrence).append(']');
        }
        if (field > 0) {
            text.append(relative() ? "" : "-").append(field);
        }
        if (selection != null) {
            text.append('[').append(selection.component());
            text.append(selection.subcomponent() > 0 ? "." + selection.subcomponent() : "");
            text.append('=').append(selection.value()).append(']');
        } else if (repetition > 0) {
            text.append('[').append(repetition).append(']');
        }
        if (component > 0) {
            text.append('-').append(component);
        }
        if (subcomponent > 0) {
            text.append('-').append(subcomponent);
        }
        return text.toString();
    }
}
