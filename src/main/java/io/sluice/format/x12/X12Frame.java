package io.sluice.format.x12;

import java.util.Set;

/** One occurrence of a loop, or of a set. Two are the same only if they are one. */
final class X12Frame {

    private static final Set<String> PARTIES = Set.of("NM1", "N1");

    private final X12Frame parent;
    private final X12Grammar grammar;
    private final String begin;
    private X12Frame above;
    private String levelId = "";
    private String levelCode = "";

    X12Frame(X12Frame parent, X12Grammar grammar, String begin) {
        this.parent = parent;
        this.grammar = grammar;
        this.begin = begin;
        this.above = parent;
    }

    /** Puts a level (HL) under the one that it names. */
    void level(X12Segment hl, X12Frame parentLevel) {
        levelId = String.valueOf(hl.element(1));
        levelCode = String.valueOf(hl.element(3));
        above = parentLevel;
    }

    /** The loop around it by the grammar, in which all levels stand side by side; null for a set. */
    X12Frame parent() {
        return parent;
    }

    /** What it stands under: as {@link #parent}, but for a level the level above. */
    X12Frame above() {
        return above;
    }

    X12Grammar grammar() {
        return grammar;
    }

    /** The segment that begins it, {@code ST} for a set. */
    String begin() {
        return begin;
    }

    String levelId() {
        return levelId;
    }

    String levelCode() {
        return levelCode;
    }

    boolean isLevel() {
        return begin.equals("HL");
    }

    /** A name with address and numbers: part of what it stands in, not a thing of its own. */
    boolean isParty() {
        return PARTIES.contains(begin);
    }

    /** Whether it is the other or a loop within it. */
    boolean within(X12Frame other) {
        for (X12Frame at = this; at != null; at = at.parent) {
            if (at == other) {
                return true;
            }
        }
        return false;
    }
}
