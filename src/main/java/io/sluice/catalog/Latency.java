package io.sluice.catalog;

/** How soon an integration's work matters. */
public enum Latency implements Word {
    /** Somebody waits for it: seconds. */
    REAL_TIME,
    /** Minutes. */
    NEAR_REAL_TIME,
    /** Hours, by file or by night. */
    BATCH
}
