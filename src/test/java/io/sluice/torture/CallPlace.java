package io.sluice.torture;

import io.sluice.message.CrashPoint;

/** Where a call of a run can be when the engine dies: the rows of the table of calls in {@code docs/rest.md}. */
enum CallPlace {
    /** The request is committed, nothing was sent: the run starts again and sends it. */
    NOT_SENT(CrashPoint.CALL_COMMITTED),
    /** Sent, the reply not saved: again under its key where that is honoured, else for a person. */
    REPLY_NOT_SAVED(CrashPoint.CALL_SENT),
    /** The reply is saved, the run is not committed: the run starts again and uses it. */
    RUN_NOT_COMMITTED(CrashPoint.CALL_SAVED);

    private static final int TIMES = 5;

    private final CrashPoint point;

    CallPlace(CrashPoint point) {
        this.point = point;
    }

    /** Of the JVM of an engine that shall die here. */
    String option() {
        return "-Dsluice.test.crash=%s:%d".formatted(point.word(), TIMES);
    }
}
