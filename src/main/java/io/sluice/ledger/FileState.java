package io.sluice.ledger;

/**
 * <pre>
 * READING ─► STORED ─► ARCHIVED
 *    │ └───► LOST                 changed or gone before all of it was read
 *    └─────► REFUSED ─► QUARANTINED ─► READING   when it is put back
 * </pre>
 */
public enum FileState {
    /** Claimed; its records are being stored. */
    READING,
    /** All its records are stored; it is to be moved to the archive. */
    STORED,
    /** Acknowledged. */
    ARCHIVED,
    /** Nothing more of it is taken; it is to be moved to the quarantine. */
    REFUSED,
    /** Waits for a person. */
    QUARANTINED,
    /** What was read of it is stored, the rest is not there any more. */
    LOST
}
