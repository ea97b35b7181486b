package io.sluice.format.x12;

import io.xlate.edi.stream.EDIStreamValidationError;
import java.util.Optional;

/**
 * What can be wrong in a set, with the code of the standard for it: data element 620 (IK304) for segments, 621 (IK403)
 * for elements. What leaves the meaning of the set whole is noted, everything else rejects it.
 */
public enum X12Error {
    SEGMENT_UNKNOWN("1", true, true),
    SEGMENT_UNEXPECTED("2", true, true),
    SEGMENT_MISSING("3", true, true),
    LOOP_TOO_OFTEN("4", true, false),
    SEGMENT_TOO_OFTEN("5", true, false),
    SEGMENT_NOT_IN_SET("6", true, true),
    SEGMENT_OUT_OF_SEQUENCE("7", true, true),
    SEGMENT_HAS_ELEMENT_ERRORS("8", true, false),
    GUIDE_LOOP_MISSING("I7", true, true),
    GUIDE_SEGMENT_MISSING("I8", true, true),
    ELEMENT_MISSING("1", false, true),
    ELEMENT_MISSING_BY_CONDITION("2", false, true),
    TOO_MANY_ELEMENTS("3", false, false),
    ELEMENT_TOO_SHORT("4", false, false),
    ELEMENT_TOO_LONG("5", false, false),
    CHARACTER_INVALID("6", false, true),
    CODE_INVALID("7", false, true),
    DATE_INVALID("8", false, true),
    TIME_INVALID("9", false, true),
    ELEMENTS_EXCLUDE_EACH_OTHER("10", false, false),
    TOO_MANY_REPETITIONS("12", false, false),
    TOO_MANY_COMPONENTS("13", false, false);

    private final String code;
    private final boolean segment;
    private final boolean rejects;

    X12Error(String code, boolean segment, boolean rejects) {
        this.code = code;
        this.segment = segment;
        this.rejects = rejects;
    }

    public String code() {
        return code;
    }

    /** Of a segment or loop, not of an element. */
    public boolean ofSegment() {
        return segment;
    }

    public boolean rejects() {
        return rejects;
    }

    /** Empty for what is checked elsewhere: control numbers and counts. */
    static Optional<X12Error> of(EDIStreamValidationError error) {
        return Optional.ofNullable(
                switch (error) {
                    case UNRECOGNIZED_SEGMENT_ID -> SEGMENT_UNKNOWN;
                    case UNEXPECTED_SEGMENT, IMPLEMENTATION_UNUSED_SEGMENT_PRESENT -> SEGMENT_UNEXPECTED;
                    case MANDATORY_SEGMENT_MISSING, CONDITIONAL_REQUIRED_SEGMENT_MISSING -> SEGMENT_MISSING;
                    case LOOP_OCCURS_OVER_MAXIMUM_TIMES -> LOOP_TOO_OFTEN;
                    case SEGMENT_EXCEEDS_MAXIMUM_USE -> SEGMENT_TOO_OFTEN;
                    case SEGMENT_NOT_IN_DEFINED_TRANSACTION_SET -> SEGMENT_NOT_IN_SET;
                    case SEGMENT_NOT_IN_PROPER_SEQUENCE -> SEGMENT_OUT_OF_SEQUENCE;
                    case SEGMENT_HAS_DATA_ELEMENT_ERRORS -> SEGMENT_HAS_ELEMENT_ERRORS;
                    case REQUIRED_DATA_ELEMENT_MISSING -> ELEMENT_MISSING;
                    case CONDITIONAL_REQUIRED_DATA_ELEMENT_MISSING -> ELEMENT_MISSING_BY_CONDITION;
                    case TOO_MANY_DATA_ELEMENTS -> TOO_MANY_ELEMENTS;
                    case DATA_ELEMENT_TOO_SHORT -> ELEMENT_TOO_SHORT;
                    case DATA_ELEMENT_TOO_LONG -> ELEMENT_TOO_LONG;
                    case INVALID_CHARACTER_DATA -> CHARACTER_INVALID;
                    case INVALID_CODE_VALUE -> CODE_INVALID;
                    case INVALID_DATE -> DATE_INVALID;
                    case INVALID_TIME -> TIME_INVALID;
                    case EXCLUSION_CONDITION_VIOLATED -> ELEMENTS_EXCLUDE_EACH_OTHER;
                    case TOO_MANY_REPETITIONS -> TOO_MANY_REPETITIONS;
                    case TOO_MANY_COMPONENTS -> TOO_MANY_COMPONENTS;
                    default -> null;
                });
    }
}
