package io.sluice.message;

/**
 * The state of a run (design section 4).
 *
 * <pre>
 * RECEIVED ──► ROUTED ──► COMPLETED
 *    │           │ ▲
 *    │           ▼ │ replay
 *    │         DEAD, IN_DOUBT
 *    ├─► FILTERED            ended with no effect, with the reason
 *    ├─► DEAD                the route failed; replay makes a new run
 *    ├─► HELD                a control could not be applied: a person says whether it goes on
 *    └─► HELD ─► RECEIVED    behind a blocked key
 * REJECTED, DUPLICATE, HELD (conflict) are given at arrival and never run.
 * </pre>
 */
public enum RunState {
    RECEIVED,
    ROUTED,
    COMPLETED,
    FILTERED,
    REJECTED,
    DUPLICATE,
    HELD,
    DEAD,
    IN_DOUBT
}
