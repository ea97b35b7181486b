package io.sluice.format.records;

/** What a record is for its file. */
public enum RecordRole {
    /** Stands before the details it describes: a header row by tag or position, FHS and BHS, ISA and GS. */
    HEADER,

    /** One thing of its own; becomes a child message. */
    DETAIL,

    /** Stands behind the details and states counts and sums: a trailer row, BTS and FTS, GE and IEA. */
    TRAILER
}
