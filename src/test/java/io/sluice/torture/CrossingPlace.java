package io.sluice.torture;

import io.sluice.message.CrashPoint;

/**
 * The rows of the design's crash table that files, REST, Kafka and JMS have beside those of {@link Place}: where the
 * engine dies, at which listener or endpoint, for the how many-th time there.
 */
enum CrossingPlace {
    /** A file is claimed, none of its records taken: read from its first one. */
    FILE_CLAIMED(CrashPoint.FILE_CLAIMED, "", 1),
    /** Read to its middle; whatever part of that is committed is not taken again. */
    FILE_HALF_READ(CrashPoint.FILE_RECORD, "", Math.max(1, Scale.records() / 2)),
    /** Some records committed: resumes at the next one. */
    FILE_PARTLY_COMMITTED(CrashPoint.ARRIVAL_AFTER_COMMIT, Ingress.FILES.integration(), 1),
    /** All records committed, the file not archived: archived once. */
    FILE_NOT_ARCHIVED(CrashPoint.FILE_STORED, "", 1),
    /** Archived, its receipt not written. */
    FILE_WITHOUT_RECEIPT(CrashPoint.FILE_MOVED, "", 1),
    /** A request not committed, and not answered: its repetition is the first. */
    REQUEST_NOT_COMMITTED(CrashPoint.ARRIVAL_BEFORE_COMMIT, Ingress.REST.integration(), 5),
    /** Committed, the answer not sent: the same key gets the first answer, and is one message. */
    REQUEST_NOT_ANSWERED(CrashPoint.ARRIVAL_AFTER_COMMIT, Ingress.REST.integration(), 5),
    /** Records read, nothing of them committed: read again. */
    RECORDS_NOT_COMMITTED(CrashPoint.ARRIVAL_BEFORE_COMMIT, Ingress.TOPIC.integration(), 5),
    /** Records committed with their offsets: not read again, though they carry no id by which that would be noticed. */
    RECORDS_COMMITTED(CrashPoint.ARRIVAL_AFTER_COMMIT, Ingress.TOPIC.integration(), 5),
    /** Taken from the queue, not committed: the broker delivers it again. */
    QUEUE_NOT_COMMITTED(CrashPoint.ARRIVAL_BEFORE_COMMIT, Ingress.QUEUE.integration(), 5),
    /** Committed in the ledger, not at the broker: what it delivers again is a duplicate. */
    QUEUE_COMMITTED_HERE_ONLY(CrashPoint.ARRIVAL_AFTER_COMMIT, Ingress.QUEUE.integration(), 5),
    /** A file whole under its temporary name: written again under the same name. */
    OUTGOING_FILE_WRITTEN(CrashPoint.FILE_WRITTEN, "", 5),
    /** Renamed, the ledger does not know: not written again. */
    OUTGOING_FILE_RENAMED(CrashPoint.FILE_RENAMED, "", 5),
    /** In the topic, the ledger does not know: found there. */
    OUTGOING_RECORD_SENT(CrashPoint.DELIVERY_SENT, CrossingTargets.TOPIC, 5);

    private final CrashPoint point;
    private final String name;
    private final int times;

    CrossingPlace(CrashPoint point, String name, int times) {
        this.point = point;
        this.name = name;
        this.times = times;
    }

    /** Of the JVM of an engine that shall die here. */
    String option() {
        return "-Dsluice.test.crash=%s%s:%d".formatted(point.word(), name.isEmpty() ? "" : "@" + name, times);
    }
}
