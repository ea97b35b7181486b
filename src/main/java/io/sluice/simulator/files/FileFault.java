package io.sluice.simulator.files;

import java.util.Arrays;
import java.util.Optional;

/** What is wrong with a file on purpose. */
public enum FileFault {
    NONE("none", "nothing"),
    WRONG_TOTAL("wrong-total", "the stated total is not that of the rows"),
    MISSING_TRAILER("missing-trailer", "the end of the file is not there: trailer row, or SE, GE and IEA"),
    BAD_ROW("bad-row", "one row in the middle cannot be read"),
    DUPLICATE_ROW("duplicate-row", "one row in the middle stands twice; totals count it once"),
    TRUNCATED("truncated", "the file ends in the middle of a row");

    private final String word;
    private final String meaning;

    FileFault(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    public String word() {
        return word;
    }

    public String meaning() {
        return meaning;
    }

    public static Optional<FileFault> of(String word) {
        return Arrays.stream(values()).filter(fault -> fault.word.equals(word)).findFirst();
    }
}
