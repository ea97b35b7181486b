package io.sluice.format.hl7;

/** HL7 table 0357, the reason of a refusal. */
public enum AckError {
    SEGMENT_SEQUENCE(100, "Segment sequence error"),
    REQUIRED_FIELD_MISSING(101, "Required field missing"),
    DATA_TYPE(102, "Data type error"),
    TABLE_VALUE_NOT_FOUND(103, "Table value not found"),
    UNSUPPORTED_MESSAGE_TYPE(200, "Unsupported message type"),
    UNSUPPORTED_EVENT_CODE(201, "Unsupported event code"),
    UNSUPPORTED_PROCESSING_ID(202, "Unsupported processing id"),
    UNSUPPORTED_VERSION_ID(203, "Unsupported version id"),
    UNKNOWN_KEY_IDENTIFIER(204, "Unknown key identifier"),
    DUPLICATE_KEY_IDENTIFIER(205, "Duplicate key identifier"),
    APPLICATION_RECORD_LOCKED(206, "Application record locked"),
    APPLICATION_INTERNAL_ERROR(207, "Application internal error");

    private final int code;
    private final String text;

    AckError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The number of the table, which goes to ERR-3. */
    public int code() {
        return code;
    }

    /** The table's own words. */
    public String text() {
        return text;
    }
}
